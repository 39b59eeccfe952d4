using System.Text.Json;
using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>A node of the tree of a sample.</summary>
public sealed record SampleNode
{
    /// <summary>Its name, unique within the sample, at most 256 code points.</summary>
    public required string Id { get; init; }

    /// <summary>What it is. Nodes of type <see cref="NodeType.BioReplicate"/> come first and have no parent; all others have one.</summary>
    public required NodeType Type { get; init; }

    /// <summary>The node that it is a part of, which comes earlier in the tree; null for none.</summary>
    public string? Parent { get; init; }

    /// <summary>Metadata under keys that the deployment has agreed on.</summary>
    public Metadata MetaControlled { get; init; } = [];

    /// <summary>Metadata under keys of the user's own.</summary>
    public Metadata MetaUser { get; init; } = [];

    /// <summary>What the source of controlled metadata said before it was transformed.</summary>
    public IReadOnlyList<SourceMetadata> SourceMeta { get; init; } = [];
}

/// <summary>The types of nodes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NodeType>))]
public enum NodeType
{
    /// <summary>A biological replicate: the root of a tree.</summary>
    BioReplicate,

    /// <summary>A technical replicate: a part.</summary>
    TechReplicate,

    /// <summary>A part of a sample.</summary>
    SubSample,
}

/// <summary>What the source of a key of the controlled metadata said.</summary>
public sealed record SourceMetadata
{
    /// <summary>A key of the controlled metadata of the same node.</summary>
    public required string Key { get; init; }

    /// <summary>The key as the source had it.</summary>
    [JsonPropertyName("skey")]
    public required string SourceKey { get; init; }

    /// <summary>The values as the source had them.</summary>
    [JsonPropertyName("svalue")]
    public required MetadataValues SourceValue { get; init; }
}

/// <summary>Metadata by key, in the order of the keys. A key has at most 256 code points, all together at most 100 000 bytes.</summary>
public sealed class Metadata : OrderedDictionary<string, MetadataValues>;

/// <summary>
/// The values of a metadata key by their own keys, in order: strings, numbers and booleans. They are <see cref="JsonElement"/>s so that
/// numbers keep the form in which they were sent.
/// </summary>
public sealed class MetadataValues : OrderedDictionary<string, JsonElement>
{
    /// <summary>Adds a text of at most 1024 code points.</summary>
    public void Add(string key, string value) => Add(key, JsonSerializer.SerializeToElement(value, RequestJson.Default.String));

    /// <summary>Adds a number.</summary>
    public void Add(string key, double value) => Add(key, JsonSerializer.SerializeToElement(value, RequestJson.Default.Double));

    /// <summary>Adds a number with all its decimals: <c>1.50m</c> stays 1.50.</summary>
    public void Add(string key, decimal value) => Add(key, JsonSerializer.SerializeToElement(value, RequestJson.Default.Decimal));

    /// <summary>Adds an integer.</summary>
    public void Add(string key, long value) => Add(key, JsonSerializer.SerializeToElement(value, RequestJson.Default.Int64));

    /// <summary>Adds a boolean.</summary>
    public void Add(string key, bool value) => Add(key, JsonSerializer.SerializeToElement(value, RequestJson.Default.Boolean));
}
