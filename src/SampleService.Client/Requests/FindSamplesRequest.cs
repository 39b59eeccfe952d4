using System.Text.Json;
using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.FindSamplesAsync"/>. What is null is as the service has it by itself.</summary>
public sealed record FindSamplesRequest : AdministrationRequest
{
    /// <summary>Among which samples is searched; by itself among all that the caller may read.</summary>
    public FindScope? Scope { get; init; }

    /// <summary>What holds for the samples (docs/finding.md): JSON such as <c>{"on": "name", "prefix": "soil"}</c>; null for everything.</summary>
    public JsonElement? Filter { get; init; }

    /// <summary>By what they are sorted; by itself the newest come first.</summary>
    public FindSort? Sort { get; init; }

    /// <summary>What is shown of each sample besides.</summary>
    public IReadOnlyList<FindInclude>? Include { get; init; }

    /// <summary>Metadata values to show of each sample.</summary>
    public IReadOnlyList<FindColumn>? Columns { get; init; }

    /// <summary>Whether to count how many match, on the first page.</summary>
    public bool? Count { get; init; }

    /// <summary>Whether the withdrawn samples are meant instead of the others.</summary>
    public bool? Withdrawn { get; init; }

    /// <summary>Metadata values whose frequencies are counted among all that match, on the first page; at most five.</summary>
    public IReadOnlyList<FindFacet>? Facets { get; init; }

    /// <summary>How many samples a page has at most: 1 to 1000.</summary>
    public int? Limit { get; init; }

    /// <summary><see cref="FoundSamples.Next"/> of the page before, with all else as it was.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Among which samples is searched.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindScope>))]
public enum FindScope
{
    /// <summary>Those that the caller owns.</summary>
    [JsonStringEnumMemberName("mine")]
    Mine,

    /// <summary>Those of others in whose ACLs the caller is.</summary>
    [JsonStringEnumMemberName("shared")]
    Shared,

    /// <summary>Those that everybody may read.</summary>
    [JsonStringEnumMemberName("public")]
    Public,

    /// <summary>Any of the three.</summary>
    [JsonStringEnumMemberName("readable")]
    Readable,

    /// <summary>All there are; for administrators.</summary>
    [JsonStringEnumMemberName("all")]
    All,
}

/// <summary>An order of samples.</summary>
public sealed record FindSort
{
    /// <summary>By what.</summary>
    public required FindSortKey By { get; init; }

    /// <summary>In which direction; by itself descending.</summary>
    public FindOrder? Order { get; init; }
}

/// <summary>By what samples are sorted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindSortKey>))]
public enum FindSortKey
{
    /// <summary>When the first version was saved.</summary>
    [JsonStringEnumMemberName("created")]
    Created,

    /// <summary>When the newest version was saved.</summary>
    [JsonStringEnumMemberName("saved")]
    Saved,

    /// <summary>The name, letter case aside.</summary>
    [JsonStringEnumMemberName("name")]
    Name,
}

/// <summary>A direction.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindOrder>))]
public enum FindOrder
{
    /// <summary>The newest, or the end of the alphabet, first.</summary>
    [JsonStringEnumMemberName("desc")]
    Descending,

    /// <summary>The oldest, or the beginning of the alphabet, first.</summary>
    [JsonStringEnumMemberName("asc")]
    Ascending,
}

/// <summary>What can be shown of a found sample besides.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindInclude>))]
public enum FindInclude
{
    /// <summary>The sample itself.</summary>
    [JsonStringEnumMemberName("sample")]
    Sample,

    /// <summary>Its ACLs.</summary>
    [JsonStringEnumMemberName("acls")]
    Acls,

    /// <summary>What made each condition hold.</summary>
    [JsonStringEnumMemberName("matches")]
    Matches,

    /// <summary>Its identifiers.</summary>
    [JsonStringEnumMemberName("identifiers")]
    Identifiers,
}

/// <summary>A metadata value whose frequencies are counted.</summary>
public sealed record FindFacet
{
    /// <summary>The metadata key.</summary>
    public required string Key { get; init; }

    /// <summary>The kind of metadata: <c>controlled</c>, <c>user</c>, <c>any</c>; null for any.</summary>
    public string? Kind { get; init; }

    /// <summary>The value key; null for <c>value</c>, <c>*</c> for any.</summary>
    public string? ValueKey { get; init; }

    /// <summary>How many values are told at most, 1 to 100; null for 20.</summary>
    public int? Size { get; init; }
}

/// <summary>A metadata value to show of each sample.</summary>
public sealed record FindColumn
{
    /// <summary>The metadata key.</summary>
    public required string Key { get; init; }

    /// <summary>The kind of metadata: <c>controlled</c>, <c>user</c>, <c>any</c>; null for any.</summary>
    public string? Kind { get; init; }

    /// <summary>The value key; null for <c>value</c>, <c>*</c> for any.</summary>
    public string? ValueKey { get; init; }
}
