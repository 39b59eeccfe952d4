using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.CreateDataLinkAsync"/>.</summary>
public sealed record CreateDataLinkRequest : ActingRequest
{
    /// <summary>A version of a workspace object, <c>workspace/object/version</c>.</summary>
    public required string Upa { get; init; }

    /// <summary>A part of the object, at most 256 code points; null for the whole.</summary>
    [JsonPropertyName("dataid")]
    public string? DataId { get; init; }

    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version of the sample.</summary>
    public required int Version { get; init; }

    /// <summary>The node of that version.</summary>
    public required string Node { get; init; }

    /// <summary>Whether an active link of the data unit is replaced; else it is an error (code 60000).</summary>
    public bool Update { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.PropagateDataLinksAsync"/>.</summary>
public sealed record PropagateDataLinksRequest : ActingRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version that gets the links.</summary>
    public required int Version { get; init; }

    /// <summary>The version whose links are copied.</summary>
    public required int PreviousVersion { get; init; }

    /// <summary>Links from objects of these types, <c>Module.Type</c>, are not copied; null for all.</summary>
    public IReadOnlyList<string>? IgnoreTypes { get; init; }

    /// <summary>Whether an active link of a data unit is replaced; else it is an error (code 60000).</summary>
    public bool Update { get; init; }

    /// <summary>Copies the links that were active at that moment; null for those that are active now.</summary>
    public DateTimeOffset? EffectiveTime { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.ExpireDataLinkAsync"/>.</summary>
public sealed record ExpireDataLinkRequest : ActingRequest
{
    /// <summary>A version of a workspace object, <c>workspace/object/version</c>.</summary>
    public required string Upa { get; init; }

    /// <summary>A part of the object; null for the whole.</summary>
    [JsonPropertyName("dataid")]
    public string? DataId { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.GetDataLinkAsync"/>.</summary>
public sealed record GetDataLinkRequest
{
    /// <summary>The link.</summary>
    [JsonPropertyName("linkid")]
    public required Guid LinkId { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.GetDataLinksFromSampleAsync"/>.</summary>
public sealed record GetDataLinksFromSampleRequest : AdministrationRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version of the sample.</summary>
    public required int Version { get; init; }

    /// <summary>Shows the links that were active at that moment; null for those that are active now.</summary>
    public DateTimeOffset? EffectiveTime { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.GetDataLinksFromSampleSetAsync"/>.</summary>
public sealed record GetDataLinksFromSampleSetRequest : AdministrationRequest
{
    /// <summary>The versions of samples, at least one.</summary>
    public required IReadOnlyList<SampleAddress> SampleIds { get; init; }

    /// <summary>Shows the links that were active at that moment; null for those that are active now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? EffectiveTime { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.GetDataLinksFromDataAsync"/>.</summary>
public sealed record GetDataLinksFromDataRequest : AdministrationRequest
{
    /// <summary>A version of a workspace object, <c>workspace/object/version</c>.</summary>
    public required string Upa { get; init; }

    /// <summary>Shows the links that were active at that moment; null for those that are active now.</summary>
    public DateTimeOffset? EffectiveTime { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.GetSampleViaDataAsync"/>.</summary>
public sealed record GetSampleViaDataRequest
{
    /// <summary>A version of a workspace object, <c>workspace/object/version</c>.</summary>
    public required string Upa { get; init; }

    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version of the sample; any of them can be read.</summary>
    public required int Version { get; init; }
}
