using System.Text.Json;
using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>A page of samples that were found.</summary>
public sealed record FoundSamples
{
    /// <summary>The samples, in the order asked for. A page may be short or empty and have a next one.</summary>
    public required IReadOnlyList<FoundSample> Samples { get; init; }

    /// <summary>The cursor of the next page; null: that was all.</summary>
    public required string? Next { get; init; }

    /// <summary>How many candidates were looked at; null without administration rights.</summary>
    public required int? Examined { get; init; }

    /// <summary>How many match; null unless asked for.</summary>
    public required FoundCount? Count { get; init; }

    /// <summary>How frequent values are among all that match; null unless asked for.</summary>
    public required IReadOnlyList<FoundFacet>? Facets { get; init; }

    /// <summary>Null unless an old database is being indexed, when not all can be found.</summary>
    public required IndexState? Index { get; init; }
}

/// <summary>How frequent the values of one facet are.</summary>
public sealed record FoundFacet
{
    /// <summary>The metadata key.</summary>
    public required string Key { get; init; }

    /// <summary>The kind of metadata: <c>controlled</c>, <c>user</c>, <c>any</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The value key; <c>*</c> for any.</summary>
    public required string ValueKey { get; init; }

    /// <summary>The most frequent values, the most frequent first.</summary>
    public required IReadOnlyList<FoundFacetValue> Values { get; init; }

    /// <summary>Samples that have only other values.</summary>
    public required int Others { get; init; }

    /// <summary>Samples that have none.</summary>
    public required int Missing { get; init; }

    /// <summary>Whether all that match were counted.</summary>
    public required bool Exact { get; init; }
}

/// <summary>A value and how many samples have it.</summary>
public sealed record FoundFacetValue
{
    /// <summary>The value: a string, a number or a boolean.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>How many samples.</summary>
    public required int Samples { get; init; }
}

/// <summary>How many samples match.</summary>
public sealed record FoundCount
{
    /// <summary>The number.</summary>
    public required int Value { get; init; }

    /// <summary>Whether it is that; else there are at least so many.</summary>
    public required bool Exact { get; init; }
}

/// <summary>How far an old database is indexed.</summary>
public sealed record IndexState
{
    /// <summary>Whether all samples can be found.</summary>
    public required bool Complete { get; init; }

    /// <summary>How many can; null without administration rights.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Indexed { get; init; }

    /// <summary>How many there are; null without administration rights.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Of { get; init; }
}

/// <summary>A sample that was found, in its newest version.</summary>
public sealed record FoundSample
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The newest version.</summary>
    public required int Version { get; init; }

    /// <summary>Its name; null for none.</summary>
    public required string? Name { get; init; }

    /// <summary>Who owns the sample.</summary>
    public required string Owner { get; init; }

    /// <summary>Who saved the version.</summary>
    public required string SavedBy { get; init; }

    /// <summary>When it was saved.</summary>
    public required DateTimeOffset SaveDate { get; init; }

    /// <summary>When the first version was saved.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What the caller may do: <c>owner</c>, <c>admin</c>, <c>write</c>, <c>read</c>; null with administration rights.</summary>
    public required string? Level { get; init; }

    /// <summary>Whether everybody may read it.</summary>
    [JsonConverter(typeof(PublicReadConverter))]
    public required bool PublicRead { get; init; }

    /// <summary>Grows by one with every change of the ACLs.</summary>
    public required long AclVersion { get; init; }

    /// <summary>How many nodes it has.</summary>
    public required int Nodes { get; init; }

    /// <summary>The sample itself, if included.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Sample? Sample { get; init; }

    /// <summary>Its ACLs, if included.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SampleAcls? Acls { get; init; }

    /// <summary>Its identifiers, if included.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SampleIdentifier>? Identifiers { get; init; }

    /// <summary>The value of each column, null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FoundValue?>? Values { get; init; }

    /// <summary>What made each condition hold, if included.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FoundMatch>? Matches { get; init; }

    /// <summary>How it was withdrawn, where the withdrawn samples were asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Tombstone? Tombstone { get; init; }
}

/// <summary>The value of a column.</summary>
public sealed record FoundValue
{
    /// <summary>The first node that has it.</summary>
    public required string Node { get; init; }

    /// <summary>The kind of metadata.</summary>
    public required MetadataKind Kind { get; init; }

    /// <summary>The value: a string, a number or a boolean.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>Its unit; null for none.</summary>
    public required string? Unit { get; init; }
}

/// <summary>What made a condition hold.</summary>
public sealed record FoundMatch
{
    /// <summary>Where the condition stands in the parameters, such as <c>filter.all[1]</c>.</summary>
    public required string Condition { get; init; }

    /// <summary>The node; null for a condition that is not about nodes.</summary>
    public required string? Node { get; init; }

    /// <summary>The kind of metadata; null for a condition that is not about metadata.</summary>
    public required MetadataKind? Kind { get; init; }

    /// <summary>The metadata key.</summary>
    public required string? Key { get; init; }

    /// <summary>The value key.</summary>
    public required string? ValueKey { get; init; }

    /// <summary>What was compared.</summary>
    public required JsonElement? Value { get; init; }

    /// <summary>Its unit.</summary>
    public required string? Unit { get; init; }

    /// <summary>Of a quantity the number in base units; of a term the way up to the one asked for; of words the words found; else null.</summary>
    public required JsonElement? ComparedAs { get; init; }

    /// <summary>The base unit.</summary>
    public required string? ComparedUnit { get; init; }

    /// <summary>The bounds of a range of numbers; null on an open side.</summary>
    public required IReadOnlyList<JsonElement?>? Bounds { get; init; }

    /// <summary>Whether the unit was assumed.</summary>
    public required bool Assumed { get; init; }
}
