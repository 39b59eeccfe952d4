using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>That the service is up, and what runs there.</summary>
public sealed record ServiceStatus
{
    /// <summary><c>OK</c>.</summary>
    public required string State { get; init; }

    /// <summary>Empty.</summary>
    public required string Message { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Where its source is; may be empty.</summary>
    public required string GitUrl { get; init; }

    /// <summary>What it was built from; may be empty.</summary>
    public required string GitCommitHash { get; init; }

    /// <summary>Its clock.</summary>
    [JsonPropertyName("servertime")]
    public required DateTimeOffset ServerTime { get; init; }
}
