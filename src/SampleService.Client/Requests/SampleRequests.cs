namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.CreateSampleAsync"/>.</summary>
public sealed record CreateSampleRequest : ActingRequest
{
    /// <summary>The sample.</summary>
    public required NewSample Sample { get; init; }

    /// <summary>
    /// Saves only if the newest version is this one: of two callers who change the same version one is refused (code 40000). Null for
    /// no condition.
    /// </summary>
    public int? PriorVersion { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.GetSampleAsync"/>.</summary>
public sealed record GetSampleRequest : AdministrationRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version; null for the newest.</summary>
    public int? Version { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.GetSamplesAsync"/>.</summary>
public sealed record GetSamplesRequest : AdministrationRequest
{
    /// <summary>The versions that are wanted, at least one.</summary>
    public required IReadOnlyList<SampleChoice> Samples { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.GetNodeAsync"/>.</summary>
public sealed record GetNodeRequest : AdministrationRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version; null for the newest.</summary>
    public int? Version { get; init; }

    /// <summary>The node.</summary>
    public required string Node { get; init; }
}

/// <summary>A version of a sample, or the newest one.</summary>
public sealed record SampleChoice
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version; null for the newest.</summary>
    public int? Version { get; init; }
}
