using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Why somebody may do something with a sample.</summary>
public sealed record AccessExplanation
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The user; <c>*</c> for everybody.</summary>
    public required string User { get; init; }

    /// <summary>The level that is explained.</summary>
    public required AccessLevel Level { get; init; }

    /// <summary>The moment of the answer.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the ACLs give the level.</summary>
    public required bool Allowed { get; init; }

    /// <summary>All that gives the level, the strongest first.</summary>
    public required IReadOnlyList<AccessReason> Reasons { get; init; }

    /// <summary>The last 100 changes of the user's rights, the newest first; null for callers who cannot administrate the sample.</summary>
    public required IReadOnlyList<RightChange>? History { get; init; }

    /// <summary>What changed before is not known.</summary>
    public required DateTimeOffset RecordedSince { get; init; }

    /// <summary>True where a group may give the level that the caller may not read: it is left out. Else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Incomplete { get; init; }
}

/// <summary>A reason why somebody may do something with a sample.</summary>
public sealed record AccessReason
{
    /// <summary>What it is.</summary>
    public required AccessVia Via { get; init; }

    /// <summary>The level that it gives.</summary>
    public required AccessLevel Level { get; init; }

    /// <summary>The group that has the entry; null for other reasons.</summary>
    public required string? Group { get; init; }

    /// <summary>The data that opens the sample; null for other reasons, and if its workspace cannot be read by who asks.</summary>
    public required string? Upa { get; init; }

    /// <summary>Since when the level asked for is held by it; null where that is not recorded.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>Who gave it; null where that is not recorded.</summary>
    public required string? GrantedBy { get; init; }
}

/// <summary>A change of a right.</summary>
public sealed record RightChange
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who changed it; null where that is not recorded.</summary>
    public required string? By { get; init; }

    /// <summary>Whether in administration mode.</summary>
    public required bool AsAdmin { get; init; }

    /// <summary>What changed.</summary>
    public required AccessVia Via { get; init; }

    /// <summary>The group whose entry changed, or that the user came into or left; else null.</summary>
    public required string? Group { get; init; }

    /// <summary>The level before; null for none.</summary>
    public required AccessLevel? From { get; init; }

    /// <summary>The level after; null for none.</summary>
    public required AccessLevel? To { get; init; }
}

/// <summary>What somebody may do with a sample; each level includes those before it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccessLevel>))]
public enum AccessLevel
{
    /// <summary>Read it.</summary>
    [JsonStringEnumMemberName("read")]
    Read,

    /// <summary>Save versions.</summary>
    [JsonStringEnumMemberName("write")]
    Write,

    /// <summary>Change its ACLs, and link data.</summary>
    [JsonStringEnumMemberName("admin")]
    Admin,

    /// <summary>All of it, and offer it to another user.</summary>
    [JsonStringEnumMemberName("owner")]
    Owner,
}

/// <summary>The kinds of reasons.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccessVia>))]
public enum AccessVia
{
    /// <summary>Owns the sample.</summary>
    [JsonStringEnumMemberName("owner")]
    Owner,

    /// <summary>Has an entry of their own in the ACLs.</summary>
    [JsonStringEnumMemberName("entry")]
    Entry,

    /// <summary>Is a member of a group that has an entry.</summary>
    [JsonStringEnumMemberName("group")]
    Group,

    /// <summary>Everybody may read.</summary>
    [JsonStringEnumMemberName("public")]
    Public,

    /// <summary>Can read data that is or was linked to the sample, and the sample through it.</summary>
    [JsonStringEnumMemberName("data_link")]
    DataLink,

    /// <summary>May act as administrator of the service; told of the caller alone.</summary>
    [JsonStringEnumMemberName("administrator")]
    Administrator,
}
