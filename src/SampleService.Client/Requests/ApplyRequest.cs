namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.ApplyAsync"/>.</summary>
public sealed record ApplyRequest : NamedRequest
{
    /// <summary>The operations, 1 to 1000, in the order in which they take effect; <see cref="OperationList"/> makes them.</summary>
    public required IReadOnlyList<SampleOperation> Operations { get; init; }

    /// <summary>Whether all are done or none; else one that fails leaves the others alone.</summary>
    public bool Atomic { get; init; } = true;

    /// <summary>Whether all checks are made and nothing is stored.</summary>
    public bool ValidateOnly { get; init; }
}
