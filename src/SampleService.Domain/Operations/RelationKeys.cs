namespace SampleService.Domain;

/// <summary>What operations need to know of relations.</summary>
public sealed class RelationKeys
{
    /// <summary>Relations that are to be ended. Their samples matter too; which those are they say.</summary>
    public HashSet<Guid> Ids { get; } = [];

    /// <summary>Pairs of samples whose active relations matter, in the direction in which they are stored.</summary>
    public HashSet<(SampleId From, SampleId To)> Pairs { get; } = [];

    /// <summary>Samples whose relations are counted.</summary>
    public HashSet<SampleId> Counted { get; } = [];

    /// <summary>Samples whose ancestors matter, since they are to get descendants.</summary>
    public HashSet<SampleId> Ancestries { get; } = [];

    /// <summary>Nodes that relations are to be about.</summary>
    public HashSet<LinkedNode> Nodes { get; } = [];

    /// <summary>Whether any operation is about relations: then all others that are wait.</summary>
    public bool AreNamed { get; private set; }

    /// <summary>A relation that is to be added. Samples that the call itself makes have none.</summary>
    internal void Add(RelationType type, SampleId? from, SampleId? to)
    {
        AreNamed = true;
        if (from is { } first)
            Counted.Add(first);
        if (to is { } second && !type.IsSymmetric())
            Ancestries.Add(second);
        if (from is not { } one || to is not { } other)
            return;
        Pairs.Add((one, other));
        if (type.IsSymmetric())
            Pairs.Add((other, one));
    }

    /// <summary>A relation that is to be ended.</summary>
    internal void AddEnded(Guid relation)
    {
        AreNamed = true;
        Ids.Add(relation);
    }
}

/// <summary>What there is of it.</summary>
/// <param name="Active">The active relations of the ids and the pairs, each once.</param>
/// <param name="Counts">How many active relations start from the samples; none where it does not say.</param>
/// <param name="Ancestors">The samples that are related to in types without circles by the samples whose ancestors matter, and by theirs, and so on.</param>
public sealed record RelationRows(IReadOnlyList<Relation> Active, IReadOnlyDictionary<SampleId, int> Counts, Ancestry Ancestors)
{
    /// <summary>Nothing.</summary>
    public static readonly RelationRows None = new([], new Dictionary<SampleId, int>(), Ancestry.None);

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(RelationRows);
}
