namespace SampleService.Domain;

/// <summary>What happened: the types of events as the database and callers name them (docs/api/events.md).</summary>
public static class EventType
{
    /// <summary>A version was saved.</summary>
    public const string NewSample = "NEW_SAMPLE";

    /// <summary>ACLs were changed, or set to what they were.</summary>
    public const string AclChange = "ACL_CHANGE";

    /// <summary>A sample has another owner.</summary>
    public const string OwnerChange = "OWNER_CHANGE";

    /// <summary>A link was made.</summary>
    public const string NewLink = "NEW_LINK";

    /// <summary>A link was ended or replaced.</summary>
    public const string ExpiredLink = "EXPIRED_LINK";

    /// <summary>A sample or a version of it was withdrawn.</summary>
    public const string SampleWithdrawn = "SAMPLE_WITHDRAWN";

    /// <summary>A sample or a version of it was brought back.</summary>
    public const string SampleRestored = "SAMPLE_RESTORED";

    /// <summary>A relation between samples was added or ended.</summary>
    public const string RelationChange = "RELATION_CHANGE";

    /// <summary>A sample has an identifier more or less.</summary>
    public const string IdentifierChange = "IDENTIFIER_CHANGE";

    /// <summary>A sample was offered, or an offer answered or taken back.</summary>
    public const string OfferChange = "OFFER_CHANGE";

    /// <summary>A group was changed.</summary>
    public const string GroupChange = "GROUP_CHANGE";

    /// <summary>All of them, in the order of the documentation.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        NewSample, AclChange, OwnerChange, NewLink, ExpiredLink, SampleWithdrawn, SampleRestored, RelationChange, IdentifierChange, OfferChange,
        GroupChange,
    ];

    /// <summary>Whether only those who administer a sample are told who did it.</summary>
    public static bool HidesWho(string type) => type is AclChange or OwnerChange or OfferChange;
}
