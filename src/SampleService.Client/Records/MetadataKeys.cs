using System.Text.Json;

namespace SampleService.Client;

/// <summary>A page of metadata keys.</summary>
public sealed record MetadataKeys
{
    /// <summary>The keys, in their order.</summary>
    public required IReadOnlyList<KeyUse> Keys { get; init; }

    /// <summary>The cursor of the next page; null: that was all.</summary>
    public required string? Next { get; init; }

    /// <summary>How many candidates were looked at; null without administration rights.</summary>
    public required int? Examined { get; init; }

    /// <summary>When it was counted.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>How a metadata key is used.</summary>
public sealed record KeyUse
{
    /// <summary>The key, or a prefix of keys.</summary>
    public required string Key { get; init; }

    /// <summary>The kind of metadata: <c>controlled</c>, <c>user</c>, or <c>prefix</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How many samples have it; null where the vocabulary was asked for.</summary>
    public required int? Samples { get; init; }

    /// <summary>Whether all samples were counted; else the newest.</summary>
    public required bool Exact { get; init; }

    /// <summary>What stands under it.</summary>
    public required IReadOnlyList<ValueKeyUse> ValueKeys { get; init; }

    /// <summary>What the configuration of validators has of the key; null if it has not got it.</summary>
    public required KeyVocabulary? Vocabulary { get; init; }
}

/// <summary>What stands under a value key.</summary>
public sealed record ValueKeyUse
{
    /// <summary>The value key.</summary>
    public required string ValueKey { get; init; }

    /// <summary>The types of values: <c>boolean</c>, <c>number</c>, <c>string</c>.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>The most frequent units.</summary>
    public required IReadOnlyList<UnitUse> Units { get; init; }

    /// <summary>How many different values there are, counted up to 1000.</summary>
    public required int Values { get; init; }
}

/// <summary>How often a unit is used.</summary>
public sealed record UnitUse
{
    /// <summary>The unit.</summary>
    public required string Unit { get; init; }

    /// <summary>How many samples have it.</summary>
    public required int Samples { get; init; }
}

/// <summary>What the configuration of validators has of a key.</summary>
public sealed record KeyVocabulary
{
    /// <summary>What the deployment says of the key.</summary>
    public required IReadOnlyDictionary<string, JsonElement> StaticMetadata { get; init; }

    /// <summary>The validators of the key.</summary>
    public required IReadOnlyList<KeyValidator> Validators { get; init; }
}

/// <summary>A validator of a key.</summary>
public sealed record KeyValidator
{
    /// <summary>Its name.</summary>
    public required string Builder { get; init; }

    /// <summary>Its parameters.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Parameters { get; init; }
}
