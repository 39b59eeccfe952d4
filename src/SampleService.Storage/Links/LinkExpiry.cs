using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A wish to end a link, and what it relies on.</summary>
/// <param name="Id">The link.</param>
/// <param name="ExpiredBy">Who ends it.</param>
/// <param name="SeenAclVersion">The state of the linked sample's ACLs that allowed it; null in administration mode.</param>
/// <param name="WriteId">Identifies this write.</param>
public sealed record LinkExpiry(LinkId Id, UserName ExpiredBy, long? SeenAclVersion, WriteId WriteId);
