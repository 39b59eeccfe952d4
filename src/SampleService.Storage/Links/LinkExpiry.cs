using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A link to be ended, and what the decision relies on.</summary>
/// <param name="SeenAclVersion">The state of the linked sample's ACLs that allowed it; null in administration mode.</param>
public sealed record LinkExpiry(LinkId Id, UserName ExpiredBy, long? SeenAclVersion, WriteId WriteId);

/// <summary>The outcome of ending a link.</summary>
/// <param name="Link">The link as it is now; null if there is none.</param>
public readonly record struct ExpiryOutcome(ExpiryStatus Status, DataLink? Link);

/// <summary>The outcomes of ending a link; the first that applies.</summary>
public enum ExpiryStatus
{
    /// <summary>Ended, now or before by the same write id.</summary>
    Expired,

    /// <summary>It was not active any more, or never was there.</summary>
    NotActive,

    /// <summary>The ACLs of the linked sample are not those the caller saw: decide again.</summary>
    AclsChanged,
}
