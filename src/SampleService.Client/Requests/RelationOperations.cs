namespace SampleService.Client;

/// <summary>Relates a sample to another one.</summary>
public sealed record AddRelationOperation : SampleOperation
{
    /// <summary>What is said of <see cref="From"/>.</summary>
    public required RelationType Type { get; init; }

    /// <summary>The sample that something is said of.</summary>
    public required RelationEnd From { get; init; }

    /// <summary>The other one.</summary>
    public required RelationEnd To { get; init; }

    /// <summary>Only if the newest version of <see cref="From"/> is this one; null for no condition.</summary>
    public int? IfVersion { get; init; }

    /// <summary>Only if the ACLs of <see cref="From"/> are in this state; null for no condition.</summary>
    public long? IfAclVersion { get; init; }
}

/// <summary>Ends a relation.</summary>
public sealed record EndRelationOperation : SampleOperation
{
    /// <summary>The relation.</summary>
    public required Guid Relation { get; init; }
}
