namespace SampleService.Client;

/// <summary>What is left of a sample, or a version, that was withdrawn.</summary>
public sealed record Tombstone
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version; null for the whole sample.</summary>
    public required int? Version { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public required string Reason { get; init; }

    /// <summary>Who withdrew it.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
