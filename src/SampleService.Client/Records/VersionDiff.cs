using System.Text.Json;
using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>What differs between two versions of a sample.</summary>
public sealed record VersionDiff
{
    /// <summary>The version before.</summary>
    public required VersionInfo From { get; init; }

    /// <summary>The version after.</summary>
    public required VersionInfo To { get; init; }

    /// <summary>The names; null if they are the same.</summary>
    public required NameChange? Name { get; init; }

    /// <summary>Nodes that came, went, moved or have another type: in the order of the version after, then those that are gone.</summary>
    public required IReadOnlyList<NodeChange> Nodes { get; init; }

    /// <summary>Values of nodes that both have: in the order of the version after, then those that are gone.</summary>
    public required IReadOnlyList<ValueChange> Values { get; init; }

    /// <summary>Whether the nodes that both have stand in another order.</summary>
    public required bool OrderChanged { get; init; }

    /// <summary>Whether there are more than 10 000 differences; then the first are told.</summary>
    public required bool Truncated { get; init; }
}

/// <summary>A version of a sample, without its tree.</summary>
public sealed record VersionInfo
{
    /// <summary>Its number, from 1 on.</summary>
    public required int Version { get; init; }

    /// <summary>When it was saved.</summary>
    public required DateTimeOffset SaveDate { get; init; }

    /// <summary>Who saved it.</summary>
    public required string User { get; init; }
}

/// <summary>The names of two versions.</summary>
public sealed record NameChange
{
    /// <summary>The name before; null for none.</summary>
    public required string? From { get; init; }

    /// <summary>The name after; null for none.</summary>
    public required string? To { get; init; }
}

/// <summary>A node that is not as it was.</summary>
public sealed record NodeChange
{
    /// <summary>The node.</summary>
    public required string Node { get; init; }

    /// <summary>What happened to it.</summary>
    public required NodeChangeKind Change { get; init; }

    /// <summary>Of a node that moved its parent, of one that was retyped its type, of one that was removed all of it; else null.</summary>
    public required JsonElement? From { get; init; }

    /// <summary>The same after the change; null for a node that was removed.</summary>
    public required JsonElement? To { get; init; }
}

/// <summary>What can happen to a node.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NodeChangeKind>))]
public enum NodeChangeKind
{
    /// <summary>It is new.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>It is gone.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>It has another parent.</summary>
    [JsonStringEnumMemberName("moved")]
    Moved,

    /// <summary>It has another type.</summary>
    [JsonStringEnumMemberName("retyped")]
    Retyped,
}

/// <summary>A value of the metadata of a node that is not as it was.</summary>
public sealed record ValueChange
{
    /// <summary>The node, which both versions have.</summary>
    public required string Node { get; init; }

    /// <summary>The kind of metadata.</summary>
    public required MetadataKind Kind { get; init; }

    /// <summary>The metadata key.</summary>
    public required string Key { get; init; }

    /// <summary>The value key; null for the key at the source.</summary>
    public required string? ValueKey { get; init; }

    /// <summary>The value before; null if there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? From { get; init; }

    /// <summary>The value after; null if there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? To { get; init; }
}

/// <summary>The kinds of metadata of a node.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MetadataKind>))]
public enum MetadataKind
{
    /// <summary>Under keys that the deployment has agreed on.</summary>
    [JsonStringEnumMemberName("controlled")]
    Controlled,

    /// <summary>Under keys of the user's own.</summary>
    [JsonStringEnumMemberName("user")]
    User,

    /// <summary>What the source of controlled metadata said.</summary>
    [JsonStringEnumMemberName("source")]
    Source,
}
