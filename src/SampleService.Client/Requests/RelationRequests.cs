using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.AddRelationAsync"/>.</summary>
public sealed record AddRelationRequest : NamedRequest
{
    /// <summary>What is said of <see cref="From"/>.</summary>
    public required RelationType Type { get; init; }

    /// <summary>The sample that something is said of.</summary>
    public required RelationEnd From { get; init; }

    /// <summary>The other one.</summary>
    public required RelationEnd To { get; init; }

    /// <summary>Only if the newest version of <see cref="From"/> is this one; null for no condition.</summary>
    public int? IfVersion { get; init; }

    /// <summary>Only if the ACLs of <see cref="From"/> are in this state; null for no condition.</summary>
    public long? IfAclVersion { get; init; }
}

/// <summary>One end of a relation that is to be made.</summary>
public sealed record RelationEnd
{
    /// <summary>The sample; in a list of operations also one that an earlier operation saves.</summary>
    public required SampleName Id { get; init; }

    /// <summary>A version of it; null for the sample as such.</summary>
    public int? Version { get; init; }

    /// <summary>A node of that version; null for all of it.</summary>
    public string? Node { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.EndRelationAsync"/>.</summary>
public sealed record EndRelationRequest : NamedRequest
{
    /// <summary>The relation.</summary>
    public required Guid Relation { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.GetLineageAsync"/>. What is null is as the service has it by itself.</summary>
public sealed record GetLineageRequest : AdministrationRequest
{
    /// <summary>The samples, 1 to 100.</summary>
    public required IReadOnlyList<Guid> Ids { get; init; }

    /// <summary>By itself to what they come from.</summary>
    public LineageDirection? Direction { get; init; }

    /// <summary>Along which relations; by itself those without circles.</summary>
    public IReadOnlyList<RelationType>? Types { get; init; }

    /// <summary>How many steps at most, 1 to 50; by itself 10.</summary>
    public int? Depth { get; init; }

    /// <summary>The moment; by itself the present.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How many samples at most, 1 to 10 000; by itself 1000.</summary>
    public int? Limit { get; init; }
}

/// <summary>Where to go from a sample.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LineageDirection>))]
public enum LineageDirection
{
    /// <summary>To what it comes from.</summary>
    [JsonStringEnumMemberName("ancestors")]
    Ancestors,

    /// <summary>To what comes from it.</summary>
    [JsonStringEnumMemberName("descendants")]
    Descendants,

    /// <summary>To either.</summary>
    [JsonStringEnumMemberName("both")]
    Both,
}
