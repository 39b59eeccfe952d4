namespace SampleService.Domain;

/// <summary>Identifies a data link. Written in lower case with hyphens.</summary>
[GenerateSerializer, Immutable, Alias("sample-service.value.link-id")]
public readonly record struct LinkId([property: Id(0)] Guid Value)
{
    /// <summary>A random id.</summary>
    public static LinkId New() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>A link from a data unit to a node of a sample version. It changes only once, when it is expired.</summary>
/// <param name="Id">Identifies the link.</param>
/// <param name="Unit">The linked data unit.</param>
/// <param name="Sample">The sample version that it is linked to.</param>
/// <param name="Node">The node of that version.</param>
/// <param name="CreatedBy">The user who created the link.</param>
/// <param name="Created">The first millisecond at which it is active.</param>
/// <param name="ExpiredBy">The user who expired it; null while it is active.</param>
/// <param name="Expired">The last millisecond at which it is active; null as long as it is not expired.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.data-link")]
public sealed record DataLink(
    [property: Id(0)] LinkId Id, [property: Id(1)] DataUnit Unit, [property: Id(2)] SampleVersionId Sample,
    [property: Id(3)] NodeId Node, [property: Id(4)] UserName CreatedBy, [property: Id(5)] Timestamp Created,
    [property: Id(6)] UserName? ExpiredBy, [property: Id(7)] Timestamp? Expired)
{
    /// <summary>Whether the link was active at a moment, both bounds included (docs/api/links.md).</summary>
    public bool IsActiveAt(Timestamp moment) =>
        Created.CompareTo(moment) <= 0 && (Expired is not { } expired || moment.CompareTo(expired) <= 0);

    /// <summary>The name alone, to keep contents out of logs: Orleans logs messages that it drops.</summary>
    public override string ToString() => nameof(DataLink);
}
