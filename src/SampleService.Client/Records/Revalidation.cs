namespace SampleService.Client;

/// <summary>A page of what a vocabulary says of stored samples.</summary>
public sealed record Revalidation
{
    /// <summary>The samples of which there is something to say.</summary>
    public required IReadOnlyList<RevalidationReport> Reports { get; init; }

    /// <summary>How many samples were validated.</summary>
    public required int Checked { get; init; }

    /// <summary>How many of them have findings.</summary>
    public required int Failed { get; init; }

    /// <summary>By metadata key, how many findings there are.</summary>
    public required IReadOnlyDictionary<string, int> ByKey { get; init; }

    /// <summary>The cursor of the next page; null: that was all.</summary>
    public required string? Next { get; init; }

    /// <summary>How many candidates were looked at; null without administration rights.</summary>
    public required int? Examined { get; init; }
}

/// <summary>What a vocabulary says of a stored sample.</summary>
public sealed record RevalidationReport
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version that was validated.</summary>
    public required int Version { get; init; }

    /// <summary>The vocabulary that it was validated with when it was saved; null if that is not known.</summary>
    public required string? Vocabulary { get; init; }

    /// <summary>What is found; when compared, what the other vocabulary does not find.</summary>
    public required IReadOnlyList<MetadataFinding> Findings { get; init; }

    /// <summary>What only the other vocabulary finds.</summary>
    public required IReadOnlyList<MetadataFinding> Gone { get; init; }
}
