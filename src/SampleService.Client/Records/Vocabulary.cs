namespace SampleService.Client;

/// <summary>A configuration of validators that the deployment ran with.</summary>
public sealed record Vocabulary
{
    /// <summary>Its id, the same everywhere: the first 16 hexadecimal digits of the SHA-256 of the configuration.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("vocabulary")]
    public required string Id { get; init; }

    /// <summary>What the operator calls it; null for nothing.</summary>
    public required string? Label { get; init; }

    /// <summary>When a process ran with it first.</summary>
    public required DateTimeOffset FirstUsed { get; init; }

    /// <summary>Whether the process that answered runs with it.</summary>
    public required bool Current { get; init; }

    /// <summary>Whether <see cref="CreateSampleOperation.Vocabulary"/> may name it.</summary>
    public required bool Accepted { get; init; }

    /// <summary>How many metadata keys it has.</summary>
    public required int Keys { get; init; }

    /// <summary>How many prefixes of keys it has.</summary>
    public required int Prefixes { get; init; }
}

/// <summary>The answer to asking for vocabularies.</summary>
internal sealed record VocabularyList
{
    public required IReadOnlyList<Vocabulary> Vocabularies { get; init; }
}
