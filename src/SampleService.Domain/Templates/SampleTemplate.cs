namespace SampleService.Domain;

/// <summary>A skeleton of samples, for forms (docs/templates.md). Nothing that is saved has to follow it.</summary>
/// <param name="Header">Whose it is.</param>
/// <param name="Content">What was saved last.</param>
public sealed record SampleTemplate(TemplateHeader Header, TemplateContent Content)
{
    /// <summary>So many a user owns at most.</summary>
    public const int MaxOfOwner = 1_000;

    /// <summary>So many keys it has at most.</summary>
    public const int MaxKeys = 1_000;

    /// <summary>So many users and groups it names at most as readers.</summary>
    public const int MaxReaders = 1_000;

    /// <summary>So many bytes its nodes and keys have at most together, as they are stored.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>So long the help for a key is at most, in code points.</summary>
    public const int MaxHelpLength = 1_000;

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(SampleTemplate);
}

/// <summary>Names a template in the database. Callers know it by its owner and its name.</summary>
/// <param name="Value">A UUID of version 7: templates come in the order in which they were first saved.</param>
public readonly record struct TemplateId(Guid Value)
{
    /// <summary>A new id.</summary>
    public static TemplateId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>What there is of a template beside its content.</summary>
/// <param name="Id">Names it in the database.</param>
/// <param name="Owner">Who saved it first, and alone saves it.</param>
/// <param name="Name">Its name among those of its owner.</param>
/// <param name="Version">1, and one more each time it was saved again.</param>
/// <param name="Created">When it was saved first.</param>
/// <param name="Changed">When it was saved last.</param>
public sealed record TemplateHeader(TemplateId Id, UserName Owner, string Name, int Version, Timestamp Created, Timestamp Changed)
{
    /// <summary>The version of a new one.</summary>
    public const int FirstVersion = 1;

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(TemplateHeader);
}

/// <summary>What is saved of a template, each time the whole of it.</summary>
/// <param name="Readers">Users, and groups as entries of ACLs, who may read it beside its owner.</param>
/// <param name="IsPublic">Whether everybody may who has a token.</param>
/// <param name="NodeTree">Its nodes, as those of a sample are stored.</param>
/// <param name="Keys">What is to be filled in, as JSON text in ASCII.</param>
public sealed record TemplateContent(UserSet Readers, bool IsPublic, ReadOnlyMemory<byte> NodeTree, ReadOnlyMemory<byte> Keys)
{
    /// <summary>What it is for; null where nobody said.</summary>
    public string? Title { get; init; }

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(TemplateContent);
}

/// <summary>Some templates, in the order in which they were first saved.</summary>
/// <param name="Templates">The templates.</param>
/// <param name="HasMore">Whether there are more behind them.</param>
public readonly record struct TemplatePage(IReadOnlyList<SampleTemplate> Templates, bool HasMore);
