using System.Text.Json;
using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>A page of what happened to a sample.</summary>
public sealed record SampleHistory
{
    /// <summary>By time, then kind, then the number or id of the thing. A page may be short or empty and have a next one.</summary>
    public required IReadOnlyList<HistoryEntry> Entries { get; init; }

    /// <summary>The cursor of the next page; null: that was all.</summary>
    public required string? Next { get; init; }

    /// <summary>How many were looked at; null without administration rights.</summary>
    public required int? Examined { get; init; }
}

/// <summary>
/// Something that happened to a sample. Which of the members after <see cref="What"/> are there depends on the kind (docs/api/history.md); those
/// that are not are of the kind <see cref="JsonValueKind.Undefined"/>.
/// </summary>
public sealed record HistoryEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null if it is not known, or nobody did.</summary>
    public required string? By { get; init; }

    /// <summary>What it is about.</summary>
    public required HistoryKind Kind { get; init; }

    /// <summary>What happened, such as <c>saved</c>, <c>changed</c> or <c>ended</c>.</summary>
    public required string What { get; init; }

    /// <summary>Of versions the number; of withdrawals the version, null for the whole sample.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Version { get; init; }

    /// <summary>Of versions the name of the sample.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Name { get; init; }

    /// <summary>Of versions how many nodes it has.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Nodes { get; init; }

    /// <summary>Of versions the vocabulary that it was validated with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Vocabulary { get; init; }

    /// <summary>Of versions whether it is withdrawn now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Withdrawn { get; init; }

    /// <summary>Of ACLs the number of the change.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement AclVersion { get; init; }

    /// <summary>Of ACLs whether it was done in administration mode.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement AsAdmin { get; init; }

    /// <summary>Of ACLs whose levels changed: <c>user</c>, <c>from</c> and <c>to</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Users { get; init; }

    /// <summary>Of ACLs null, or the flag before and after.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement PublicRead { get; init; }

    /// <summary>Of links the link as it was from then on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Link { get; init; }

    /// <summary>Of relations the relation as it was from then on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Relation { get; init; }

    /// <summary>Of identifiers the identifier as it was from then on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Identifier { get; init; }

    /// <summary>Of withdrawals the reason.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Reason { get; init; }
}

/// <summary>Kinds of what happens to samples.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HistoryKind>))]
public enum HistoryKind
{
    /// <summary>Versions were saved.</summary>
    [JsonStringEnumMemberName("versions")]
    Versions,

    /// <summary>ACLs were changed.</summary>
    [JsonStringEnumMemberName("acls")]
    Acls,

    /// <summary>Links were made and ended.</summary>
    [JsonStringEnumMemberName("links")]
    Links,

    /// <summary>Relations were added and ended.</summary>
    [JsonStringEnumMemberName("relations")]
    Relations,

    /// <summary>Identifiers were added and removed.</summary>
    [JsonStringEnumMemberName("identifiers")]
    Identifiers,

    /// <summary>The sample or versions of it were withdrawn and restored.</summary>
    [JsonStringEnumMemberName("withdrawal")]
    Withdrawal,
}
