using System.Text.Json;

namespace SampleService.Client;

/// <summary>A version of a template.</summary>
public sealed record TemplateAddress
{
    /// <summary>Who saved it.</summary>
    public required string Owner { get; init; }

    /// <summary>Its name among those of its owner.</summary>
    public required string Name { get; init; }

    /// <summary>1, and one more each time it was saved again.</summary>
    public required int Version { get; init; }
}

/// <summary>A skeleton of samples, for forms; nothing that is saved has to follow it.</summary>
public sealed record Template
{
    /// <summary>Who saved it.</summary>
    public required string Owner { get; init; }

    /// <summary>Its name among those of its owner.</summary>
    public required string Name { get; init; }

    /// <summary>1, and one more each time it was saved again.</summary>
    public required int Version { get; init; }

    /// <summary>What it is for; null where nobody said.</summary>
    public required string? Title { get; init; }

    /// <summary>Its nodes.</summary>
    public required IReadOnlyList<SampleNode> NodeTree { get; init; }

    /// <summary>What is to be filled in.</summary>
    public required IReadOnlyList<TemplateKey> Keys { get; init; }

    /// <summary>Users, and groups as <c>@name</c>, who may read it beside its owner.</summary>
    public required IReadOnlyList<string> Readers { get; init; }

    /// <summary>Whether everybody may read it who has a token.</summary>
    public required bool Public { get; init; }

    /// <summary>When it was saved first.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was saved last.</summary>
    public required DateTimeOffset Changed { get; init; }
}

/// <summary>A metadata key that is to be filled in.</summary>
public sealed record TemplateKey
{
    /// <summary>The key, at most 256 code points.</summary>
    public required string Key { get; init; }

    /// <summary>In which metadata it stands: <see cref="MetadataKind.Controlled"/> or <see cref="MetadataKind.User"/>.</summary>
    public required MetadataKind Kind { get; init; }

    /// <summary>Whether a form is to insist on a value.</summary>
    public bool Required { get; init; }

    /// <summary>The unit that a form is to offer; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>The value that a form is to begin with, a string, a number or a boolean; null for none.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>What whoever fills the form in is told, at most 1000 code points; null for nothing.</summary>
    public string? Help { get; init; }
}

/// <summary>A page of templates.</summary>
public sealed record TemplatePage
{
    /// <summary>The templates, those first that were there first.</summary>
    public required IReadOnlyList<Template> Templates { get; init; }

    /// <summary>The cursor of the next page; null: that was all.</summary>
    public required string? Next { get; init; }

    /// <summary>How many were looked at; null without administration rights.</summary>
    public required int? Examined { get; init; }
}
