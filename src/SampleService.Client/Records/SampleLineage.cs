namespace SampleService.Client;

/// <summary>What samples come from, or what comes from them.</summary>
public sealed record SampleLineage
{
    /// <summary>The samples, by depth, then by id.</summary>
    public required IReadOnlyList<LineageNode> Nodes { get; init; }

    /// <summary>The relations among them.</summary>
    public required IReadOnlyList<SampleRelation> Edges { get; init; }

    /// <summary>How many relations of these samples lead to samples that they come from and that the caller may not read.</summary>
    public required int Hidden { get; init; }

    /// <summary>Whether neither depth nor limit has left any out.</summary>
    public required bool Complete { get; init; }

    /// <summary>The moment that was used.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the same is answered for ever, but for rights and withdrawal.</summary>
    public required bool Settled { get; init; }
}

/// <summary>A sample of a lineage.</summary>
public sealed record LineageNode
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>How many steps it is away.</summary>
    public required int Depth { get; init; }

    /// <summary>Its name then; null for none.</summary>
    public required string? Name { get; init; }

    /// <summary>Who owns it now.</summary>
    public required string Owner { get; init; }

    /// <summary>Whether it is withdrawn now.</summary>
    public required bool Withdrawn { get; init; }
}
