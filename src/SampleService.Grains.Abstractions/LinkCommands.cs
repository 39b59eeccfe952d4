using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Command: link a data unit to a node.</summary>
/// <param name="Requester">Needs admin access to the sample.</param>
/// <param name="CreatedBy">Is recorded as having made the link.</param>
/// <param name="Unit">The data unit, which the requester may write.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version of it.</param>
/// <param name="Node">The node of that version.</param>
/// <param name="Update">Whether an active link of the unit may be replaced.</param>
/// <param name="WriteId">Identifies this attempt.</param>
/// <param name="Grant">
/// What the requester's access was granted on, if that was asked for already. The write is conditional on it, so it need not be asked again.
/// </param>
[GenerateSerializer, Immutable, Alias("sample-service.create-link")]
public sealed record CreateLink(
    [property: Id(0)] Requester Requester, [property: Id(1)] UserName CreatedBy, [property: Id(2)] DataUnit Unit,
    [property: Id(3)] SampleId Sample, [property: Id(4)] VersionNumber Version, [property: Id(5)] NodeId Node,
    [property: Id(6)] bool Update, [property: Id(7)] WriteId WriteId, [property: Id(8)] SampleGrant? Grant) : GrainMessage;

/// <summary>Command: expire a link. It names the link, so that a repeated command cannot expire its successor.</summary>
/// <param name="Requester">Needs admin access to the linked sample.</param>
/// <param name="ExpiredBy">Is recorded as having ended the link.</param>
/// <param name="Link">The link, of a unit whose workspace the requester may write.</param>
/// <param name="Sample">The sample it leads to.</param>
/// <param name="WriteId">Identifies this attempt.</param>
[GenerateSerializer, Immutable, Alias("sample-service.expire-link")]
public sealed record ExpireLink(
    [property: Id(0)] Requester Requester, [property: Id(1)] UserName ExpiredBy, [property: Id(2)] LinkId Link,
    [property: Id(3)] SampleId Sample, [property: Id(4)] WriteId WriteId) : GrainMessage;
