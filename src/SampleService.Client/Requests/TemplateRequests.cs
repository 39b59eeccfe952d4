using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.SaveTemplateAsync"/>: all of the template, each time.</summary>
public sealed record SaveTemplateRequest : NamedRequest
{
    /// <summary>Its name among those of the user, at most 256 code points; what is saved under the same name is its next version.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Title { get; init; }

    /// <summary>Its nodes, as those of a sample.</summary>
    public required IReadOnlyList<SampleNode> NodeTree { get; init; }

    /// <summary>What is to be filled in, each key once of each kind.</summary>
    public IReadOnlyList<TemplateKey>? Keys { get; init; }

    /// <summary>Users, and groups as <c>@name</c>, who may read it besides.</summary>
    public IReadOnlyList<string>? Readers { get; init; }

    /// <summary>Whether everybody may read it who has a token.</summary>
    public bool? Public { get; init; }

    /// <summary>Only if it is in this version; null for no condition.</summary>
    public int? IfVersion { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.ListTemplatesAsync"/>.</summary>
public sealed record ListTemplatesRequest : AdministrationRequest
{
    /// <summary>Among which templates; null for those that the caller may read.</summary>
    public TemplateScope? Scope { get; init; }

    /// <summary>How many templates a page has at most: 1 to 1000.</summary>
    public int? Limit { get; init; }

    /// <summary><see cref="TemplatePage.Next"/> of the page before, with all else as it was.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Some of the templates.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TemplateScope>))]
public enum TemplateScope
{
    /// <summary>Those that the caller owns.</summary>
    [JsonStringEnumMemberName("mine")]
    Mine,

    /// <summary>Those that the caller may read.</summary>
    [JsonStringEnumMemberName("readable")]
    Readable,

    /// <summary>All there are; for administrators.</summary>
    [JsonStringEnumMemberName("all")]
    All,
}
