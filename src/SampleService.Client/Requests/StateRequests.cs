using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.GetStateAsync"/>. What is null is as the service has it by itself.</summary>
public sealed record GetStateRequest : AdministrationRequest
{
    /// <summary>The samples, 1 to 1000.</summary>
    public required IReadOnlyList<SampleChoice> Samples { get; init; }

    /// <summary>The moment; by itself the present.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What is wanted of each; by itself the content.</summary>
    public IReadOnlyList<StateInclude>? Include { get; init; }

    /// <summary>Whether withdrawn samples are shown to those who may restore them.</summary>
    public bool? Withdrawn { get; init; }
}

/// <summary>Parts of the state of a sample.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StateInclude>))]
public enum StateInclude
{
    /// <summary>The content.</summary>
    [JsonStringEnumMemberName("sample")]
    Sample,

    /// <summary>The ACLs.</summary>
    [JsonStringEnumMemberName("acls")]
    Acls,

    /// <summary>The links of the version.</summary>
    [JsonStringEnumMemberName("links")]
    Links,

    /// <summary>The relations to other samples.</summary>
    [JsonStringEnumMemberName("relations")]
    Relations,

    /// <summary>The identifiers.</summary>
    [JsonStringEnumMemberName("identifiers")]
    Identifiers,
}

/// <summary>Parameters of <see cref="ISampleService.GetHistoryAsync"/>. What is null is as the service has it by itself.</summary>
public sealed record GetHistoryRequest : AdministrationRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>What is wanted; by itself all that the caller may see.</summary>
    public IReadOnlyList<HistoryKind>? Kinds { get; init; }

    /// <summary>Nothing before this moment.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Nothing after this moment.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>By itself the oldest come first.</summary>
    public TimeOrder? Order { get; init; }

    /// <summary>How many entries a page has at most: 1 to 1000.</summary>
    public int? Limit { get; init; }

    /// <summary><see cref="SampleHistory.Next"/> of the page before, with all else as it was.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Which of those that have a time come first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TimeOrder>))]
public enum TimeOrder
{
    /// <summary>The oldest.</summary>
    [JsonStringEnumMemberName("asc")]
    Ascending,

    /// <summary>The newest.</summary>
    [JsonStringEnumMemberName("desc")]
    Descending,
}

/// <summary>Parameters of <see cref="ISampleService.FindLinksAsync"/>: exactly one of the first four is given.</summary>
public sealed record FindLinksRequest : AdministrationRequest
{
    /// <summary>Links of this sample.</summary>
    public LinkedSample? Sample { get; init; }

    /// <summary>Links of this version of a workspace object, <c>workspace/object/version</c>.</summary>
    public string? Upa { get; init; }

    /// <summary>Links of all versions of a workspace object, <c>workspace/object</c>.</summary>
    public string? Object { get; init; }

    /// <summary>Links of all objects of this workspace.</summary>
    public long? Workspace { get; init; }

    /// <summary>With <see cref="Upa"/>, only links of this part of the object.</summary>
    [JsonPropertyName("dataid")]
    public string? DataId { get; init; }

    /// <summary>Which of them; by itself those that have not ended.</summary>
    public LinkState? State { get; init; }

    /// <summary>Those that were active at this moment.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Made at this moment or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Made at this moment or earlier.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Made by this user.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>By itself the oldest come first.</summary>
    public TimeOrder? Order { get; init; }

    /// <summary>Whether to say of each link whether its object is still there.</summary>
    public bool? CheckObjects { get; init; }

    /// <summary>How many links a page has at most: 1 to 1000.</summary>
    public int? Limit { get; init; }

    /// <summary><see cref="FoundLinks.Next"/> of the page before, with all else as it was.</summary>
    public string? Cursor { get; init; }
}

/// <summary>A sample whose links are wanted.</summary>
public sealed record LinkedSample
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>A version of it; null for all.</summary>
    public int? Version { get; init; }

    /// <summary>A node; null for all.</summary>
    public string? Node { get; init; }
}

/// <summary>States of links.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinkState>))]
public enum LinkState
{
    /// <summary>Not ended.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>Ended.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,

    /// <summary>Either.</summary>
    [JsonStringEnumMemberName("all")]
    All,
}
