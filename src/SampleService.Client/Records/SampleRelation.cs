using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>A relation between two samples: it says something of the one from which it starts.</summary>
public sealed record SampleRelation
{
    /// <summary>The relation.</summary>
    public required Guid Relation { get; init; }

    /// <summary>What it says.</summary>
    public required RelationType Type { get; init; }

    /// <summary>The sample that it says something of.</summary>
    public required RelatedSample From { get; init; }

    /// <summary>The other one.</summary>
    public required RelatedSample To { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Who made it.</summary>
    [JsonPropertyName("createdby")]
    public required string CreatedBy { get; init; }

    /// <summary>When it ended; null for an active one.</summary>
    public required DateTimeOffset? Ended { get; init; }

    /// <summary>Who ended it; null for an active one.</summary>
    [JsonPropertyName("endedby")]
    public required string? EndedBy { get; init; }
}

/// <summary>One end of a relation.</summary>
public sealed record RelatedSample
{
    /// <summary>The sample; null for one that the caller may not read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Id { get; init; }

    /// <summary>A version of it; null for the sample as such.</summary>
    public int? Version { get; init; }

    /// <summary>A node of that version; null for all of it.</summary>
    public string? Node { get; init; }

    /// <summary>True for a sample that the caller may not read; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Hidden { get; init; }
}

/// <summary>What a relation says of the sample from which it starts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RelationType>))]
public enum RelationType
{
    /// <summary>Extract, culture or preparation of the other.</summary>
    [JsonStringEnumMemberName("derived_from")]
    DerivedFrom,

    /// <summary>A portion of it, the same material.</summary>
    [JsonStringEnumMemberName("aliquot_of")]
    AliquotOf,

    /// <summary>A piece taken out of it.</summary>
    [JsonStringEnumMemberName("part_of")]
    PartOf,

    /// <summary>A mixture that contains it.</summary>
    [JsonStringEnumMemberName("pooled_from")]
    PooledFrom,

    /// <summary>Another record of the same thing; says the same of both.</summary>
    [JsonStringEnumMemberName("same_as")]
    SameAs,

    /// <summary>Anything else; says the same of both.</summary>
    [JsonStringEnumMemberName("related_to")]
    RelatedTo,
}
