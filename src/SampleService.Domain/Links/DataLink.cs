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
[GenerateSerializer, Immutable, Alias("sample-service.value.data-link")]
public sealed record DataLink(
    [property: Id(0)] LinkId Id, [property: Id(1)] DataUnit Unit, [property: Id(2)] SampleVersionId Sample,
    [property: Id(3)] NodeId Node, [property: Id(4)] UserName CreatedBy, [property: Id(5)] Timestamp Created,
    [property: Id(6)] UserName? ExpiredBy, [property: Id(7)] Timestamp? Expired)
{
    /// <summary>Whether the link was active at a moment; both bounds count (contract section 7.2).</summary>
    public bool IsActiveAt(Timestamp moment) =>
        Created.CompareTo(moment) <= 0 && (Expired is not { } expired || moment.CompareTo(expired) <= 0);

    /// <summary>The name alone: what it holds is not for logs.</summary>
    public override string ToString() => nameof(DataLink);
}
