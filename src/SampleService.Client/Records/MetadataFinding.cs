using System.Text.Json;
using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>What a validator says is wrong with the metadata of a node.</summary>
public sealed record MetadataFinding
{
    /// <summary>What is wrong.</summary>
    public required string Message { get; init; }

    /// <summary>The same, for programs that show it to whoever configures validators.</summary>
    public required string DevMessage { get; init; }

    /// <summary>The metadata key.</summary>
    public required string Key { get; init; }

    /// <summary>The key of the value, where one is at fault; else null.</summary>
    [JsonPropertyName("subkey")]
    public required string? SubKey { get; init; }

    /// <summary>The node.</summary>
    public required string Node { get; init; }

    /// <summary>The name of the sample.</summary>
    public required string? SampleName { get; init; }
}

/// <summary>The answer to checking samples.</summary>
internal sealed record MetadataFindings
{
    public required IReadOnlyList<MetadataFinding> Errors { get; init; }
}

/// <summary>The answer to asking what the deployment says of keys.</summary>
internal sealed record StaticMetadata
{
    [JsonPropertyName("static_metadata")]
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Keys { get; init; }
}
