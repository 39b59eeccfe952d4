namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.DiffVersionsAsync"/>.</summary>
public sealed record DiffVersionsRequest : AdministrationRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version before.</summary>
    public required int From { get; init; }

    /// <summary>The version after; null for the newest.</summary>
    public int? To { get; init; }
}
