namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.GetMetadataKeyStaticMetadataAsync"/>.</summary>
public sealed record GetMetadataKeyStaticMetadataRequest
{
    /// <summary>The keys.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>0 or null: keys. 1: the prefixes that are named. 2: all prefixes that the keys begin with, shortest first.</summary>
    public int? Prefix { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.ValidateSamplesAsync"/>.</summary>
public sealed record ValidateSamplesRequest
{
    /// <summary>The samples, at least one, each with a name.</summary>
    public required IReadOnlyList<NewSample> Samples { get; init; }
}
