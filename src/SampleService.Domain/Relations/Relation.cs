namespace SampleService.Domain;

/// <summary>A relation between two samples: it says something of the one from which it starts.</summary>
/// <param name="Id">Identifies it.</param>
/// <param name="Type">What it says.</param>
/// <param name="From">The sample that it says something of.</param>
/// <param name="To">The other one.</param>
/// <param name="Created">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Ended">When it ended; null for an active one.</param>
/// <param name="EndedBy">Who ended it.</param>
public sealed record Relation(
    Guid Id, RelationType Type, RelatedSample From, RelatedSample To, Timestamp Created, UserName CreatedBy, Timestamp? Ended, UserName? EndedBy)
{
    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(Relation);
}

/// <summary>One end of a relation.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">A version of it; null for the sample as such.</param>
/// <param name="Node">A node of that version; null for all of it.</param>
public readonly record struct RelatedSample(SampleId Sample, int? Version, NodeId? Node);
