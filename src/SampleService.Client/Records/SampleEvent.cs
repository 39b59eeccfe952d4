using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Events, and how far they reach.</summary>
public sealed record EventPage
{
    /// <summary>Those that the caller sees, in the order of their positions.</summary>
    public required IReadOnlyList<SampleEvent> Events { get; init; }

    /// <summary>After which position to go on: it grows also when nothing is shown.</summary>
    public required long Last { get; init; }

    /// <summary>The position given last; null without administration rights.</summary>
    public required long? Head { get; init; }

    /// <summary>The lowest position that is kept.</summary>
    public required long Oldest { get; init; }
}

/// <summary>That something has changed, and where. Null is what does not apply to its type.</summary>
public sealed record SampleEvent
{
    /// <summary>Its place among all events.</summary>
    public required long Position { get; init; }

    /// <summary>When it was.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    public required EventType Type { get; init; }

    /// <summary>Who did it; of changes of ACLs, owners and offers only for those who administer the sample.</summary>
    public required string? By { get; init; }

    /// <summary>The sample.</summary>
    public required Guid? Sample { get; init; }

    /// <summary>The version of the sample.</summary>
    public required int? Version { get; init; }

    /// <summary>The link.</summary>
    public required Guid? Link { get; init; }

    /// <summary>The relation.</summary>
    public required Guid? Relation { get; init; }

    /// <summary>The identifier.</summary>
    public required string? Identifier { get; init; }

    /// <summary>The group.</summary>
    public required string? Group { get; init; }

    /// <summary>The ACL version of the sample from then on.</summary>
    public required long? AclVersion { get; init; }
}

/// <summary>What can happen.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventType>))]
public enum EventType
{
    /// <summary>A version was saved.</summary>
    [JsonStringEnumMemberName("NEW_SAMPLE")]
    NewSample,

    /// <summary>ACLs were changed, or set to what they were.</summary>
    [JsonStringEnumMemberName("ACL_CHANGE")]
    AclChange,

    /// <summary>A sample has another owner.</summary>
    [JsonStringEnumMemberName("OWNER_CHANGE")]
    OwnerChange,

    /// <summary>A link was made.</summary>
    [JsonStringEnumMemberName("NEW_LINK")]
    NewLink,

    /// <summary>A link was ended or replaced.</summary>
    [JsonStringEnumMemberName("EXPIRED_LINK")]
    ExpiredLink,

    /// <summary>A sample or a version of it was withdrawn.</summary>
    [JsonStringEnumMemberName("SAMPLE_WITHDRAWN")]
    SampleWithdrawn,

    /// <summary>A sample or a version of it was brought back.</summary>
    [JsonStringEnumMemberName("SAMPLE_RESTORED")]
    SampleRestored,

    /// <summary>A relation between samples was added or ended.</summary>
    [JsonStringEnumMemberName("RELATION_CHANGE")]
    RelationChange,

    /// <summary>A sample has an identifier more or less.</summary>
    [JsonStringEnumMemberName("IDENTIFIER_CHANGE")]
    IdentifierChange,

    /// <summary>A sample was offered, or an offer answered or taken back.</summary>
    [JsonStringEnumMemberName("OFFER_CHANGE")]
    OfferChange,

    /// <summary>A group was changed.</summary>
    [JsonStringEnumMemberName("GROUP_CHANGE")]
    GroupChange,
}
