namespace SampleService.Domain;

/// <summary>
/// A link from a data unit to a node of a sample version. It never changes, except that it is expired once.
/// </summary>
/// <param name="Id">Identifies the link.</param>
/// <param name="Unit">What is linked.</param>
/// <param name="Sample">The sample version it leads to.</param>
/// <param name="Node">The node of that version.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Created">When it was made.</param>
/// <param name="ExpiredBy">Who ended it; null while it is active.</param>
/// <param name="Expired">The last millisecond at which it counts as active; null while it is active.</param>
public sealed record DataLink(
    LinkId Id, DataUnit Unit, SampleVersionId Sample, NodeId Node,
    UserName CreatedBy, Timestamp Created, UserName? ExpiredBy, Timestamp? Expired)
{
    /// <summary>Whether the link was active at a moment; both bounds count (contract section 7.2).</summary>
    public bool IsActiveAt(Timestamp moment) =>
        Created.CompareTo(moment) <= 0 && (Expired is not { } expired || moment.CompareTo(expired) <= 0);

    /// <summary>The name alone: what it holds is not for logs.</summary>
    public override string ToString() => nameof(DataLink);
}
