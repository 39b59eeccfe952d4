using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A link to be made, and what its maker relied on.</summary>
/// <param name="Id">Its id, drawn at random.</param>
/// <param name="Unit">What is linked.</param>
/// <param name="Sample">The sample version it leads to.</param>
/// <param name="Node">The node of that version.</param>
/// <param name="CreatedBy">Who makes it.</param>
/// <param name="Replaces">The active link of the unit that gives way; null when the unit has to have none.</param>
/// <param name="SeenAclVersion">The state of the sample's ACLs that allowed it; null in administration mode.</param>
/// <param name="Limits">How many active links there may be.</param>
/// <param name="WriteId">Identifies this write.</param>
public sealed record NewLink(
    LinkId Id, DataUnit Unit, SampleVersionId Sample, NodeId Node, UserName CreatedBy, LinkId? Replaces,
    long? SeenAclVersion, LinkLimits Limits, WriteId WriteId);
