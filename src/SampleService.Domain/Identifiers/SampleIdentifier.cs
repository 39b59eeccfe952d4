namespace SampleService.Domain;

/// <summary>A name that a sample, or a node of it, has elsewhere.</summary>
/// <param name="Namespace">Of those of <see cref="IdentifierNamespace"/>.</param>
/// <param name="Value">In the form in which values of the namespace are kept.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Node">The node; null for the sample itself.</param>
/// <param name="Added">When it was added.</param>
/// <param name="AddedBy">Who added it.</param>
/// <param name="Removed">When it was removed; null for an active one.</param>
/// <param name="RemovedBy">Who removed it.</param>
public sealed record SampleIdentifier(
    string Namespace, string Value, SampleId Sample, NodeId? Node, Timestamp Added, UserName AddedBy, Timestamp? Removed, UserName? RemovedBy)
{
    /// <summary>What it is called.</summary>
    public IdentifierName Name => new(Namespace, Value);

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(SampleIdentifier);
}
