using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A link to be made, and what its maker relied on.</summary>
/// <param name="Id">Its id, drawn at random.</param>
/// <param name="Sample">The sample version it leads to.</param>
/// <param name="Node">The node of that version.</param>
/// <param name="Replaces">The active link of the unit that gives way; null when the unit has to have none.</param>
/// <param name="SeenAclVersion">The state of the sample's ACLs that allowed it; null in administration mode.</param>
public sealed record NewLink(
    LinkId Id, DataUnit Unit, SampleVersionId Sample, NodeId Node, UserName CreatedBy, LinkId? Replaces,
    long? SeenAclVersion, LinkLimits Limits, WriteId WriteId);

/// <summary>The outcome of making a link.</summary>
/// <param name="Link">
/// The link that was made; with <see cref="LinkStatus.ActiveLinkDiffers"/> the unit's active link, null if there is none.
/// </param>
public readonly record struct LinkOutcome(LinkStatus Status, DataLink? Link);

/// <summary>The outcomes of making a link; the first that applies.</summary>
public enum LinkStatus
{
    /// <summary>Made, or made before by the same write id.</summary>
    Created,

    /// <summary>There is no such sample.</summary>
    NoSuchSample,

    /// <summary>The ACLs of the sample are not those the maker saw: decide again.</summary>
    AclsChanged,

    /// <summary>The sample has no such version.</summary>
    NoSuchVersion,

    /// <summary>The version has no such node.</summary>
    NoSuchNode,

    /// <summary>The unit's active link is not <see cref="NewLink.Replaces"/>: decide again.</summary>
    ActiveLinkDiffers,

    /// <summary>The object version has all the links it may have. Not looked at for a replacement.</summary>
    TooManyFromObject,

    /// <summary>The sample version has all the links it may have. Not looked at for a replacement within it.</summary>
    TooManyFromSample,
}
