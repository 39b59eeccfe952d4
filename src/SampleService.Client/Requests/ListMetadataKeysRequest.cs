namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.ListMetadataKeysAsync"/>.</summary>
public sealed record ListMetadataKeysRequest : AdministrationRequest
{
    /// <summary>In which samples: <c>mine</c>, <c>shared</c>, <c>public</c>, <c>all</c>; <c>vocabulary</c>: all keys of the configuration.</summary>
    public string? Scope { get; init; }

    /// <summary>How the keys begin.</summary>
    public string? Prefix { get; init; }

    /// <summary>The kind of metadata: <c>controlled</c>, <c>user</c>, <c>any</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>How many keys a page has at most: 1 to 1000.</summary>
    public int? Limit { get; init; }

    /// <summary><see cref="MetadataKeys.Next"/> of the page before, with all else as it was.</summary>
    public string? Cursor { get; init; }
}
