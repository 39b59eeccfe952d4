using System.Text.Json;
using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>A name that a sample, or a node of it, has elsewhere.</summary>
public sealed record SampleIdentifier
{
    /// <summary><c>igsn</c>, <c>biosample</c>, <c>doi</c>, <c>ark</c>, or <c>~user</c> or <c>@group</c>, whose names they are.</summary>
    public required string Namespace { get; init; }

    /// <summary>The value, in the form in which it is kept.</summary>
    public required string Value { get; init; }

    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The node; null for the sample itself.</summary>
    public required string? Node { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset Added { get; init; }

    /// <summary>Who added it.</summary>
    [JsonPropertyName("addedby")]
    public required string AddedBy { get; init; }

    /// <summary>When it was removed; null for an active one.</summary>
    public required DateTimeOffset? Removed { get; init; }

    /// <summary>Who removed it; null for an active one.</summary>
    [JsonPropertyName("removedby")]
    public required string? RemovedBy { get; init; }
}

/// <summary>What an identifier stands for.</summary>
public sealed record ResolvedIdentifier
{
    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The value, in the form in which it is kept.</summary>
    public required string Value { get; init; }

    /// <summary>The sample; null if none has it, or none that the caller may read.</summary>
    public required Guid? Id { get; init; }

    /// <summary>The node; null for the sample itself.</summary>
    public required string? Node { get; init; }

    /// <summary>The newest version of the sample.</summary>
    public required int? Version { get; init; }

    /// <summary>Whether the sample is withdrawn.</summary>
    public required bool? Withdrawn { get; init; }

    /// <summary>What was wanted of the sample: a <see cref="SampleState"/>; null if nothing was.</summary>
    public required JsonElement? State { get; init; }
}

/// <summary>The answer to identifiers.</summary>
internal sealed record ResolvedIdentifiers
{
    public required IReadOnlyList<ResolvedIdentifier> Resolved { get; init; }
}
