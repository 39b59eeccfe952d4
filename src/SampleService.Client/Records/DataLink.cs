using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>A link from a data unit to a node of a version of a sample. It may be ended, and is never deleted.</summary>
public sealed record DataLink
{
    /// <summary>The link.</summary>
    [JsonPropertyName("linkid")]
    public required Guid LinkId { get; init; }

    /// <summary>A version of a workspace object, <c>workspace/object/version</c>.</summary>
    public required string Upa { get; init; }

    /// <summary>The part of the object; null for the whole.</summary>
    [JsonPropertyName("dataid")]
    public required string? DataId { get; init; }

    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version of the sample.</summary>
    public required int Version { get; init; }

    /// <summary>The node of that version.</summary>
    public required string Node { get; init; }

    /// <summary>Who made the link.</summary>
    [JsonPropertyName("createdby")]
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Who ended it; null for an active link.</summary>
    [JsonPropertyName("expiredby")]
    public required string? ExpiredBy { get; init; }

    /// <summary>When it ended; null for an active link.</summary>
    public required DateTimeOffset? Expired { get; init; }
}

/// <summary>The links that were active at a moment.</summary>
public sealed record DataLinkListing
{
    /// <summary>The links, by the time they were made, then by id.</summary>
    public required IReadOnlyList<DataLink> Links { get; init; }

    /// <summary>The moment: the one that was asked for, else that of the answer.</summary>
    public required DateTimeOffset EffectiveTime { get; init; }
}

/// <summary>The answer to making a link.</summary>
internal sealed record NewDataLink
{
    public required DataLink NewLink { get; init; }
}

/// <summary>The answer to copying links.</summary>
internal sealed record PropagatedDataLinks
{
    public required IReadOnlyList<DataLink> Links { get; init; }
}
