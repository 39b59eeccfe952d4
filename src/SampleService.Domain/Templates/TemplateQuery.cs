namespace SampleService.Domain;

/// <summary>Which templates are wanted.</summary>
/// <param name="Scope">Among which.</param>
/// <param name="User">Who asks.</param>
/// <param name="After">Only those that were first saved after this one; null for all.</param>
/// <param name="Limit">How many at most.</param>
public readonly record struct TemplateQuery(TemplateScope Scope, UserName User, TemplateId? After, int Limit)
{
    /// <summary>The groups that the user is a member of, as entries of ACLs.</summary>
    public UserSet Groups { get; init; } = UserSet.Empty;
}

/// <summary>Among which templates.</summary>
public enum TemplateScope
{
    /// <summary>Those that the user owns.</summary>
    Mine,

    /// <summary>Those that the user may read.</summary>
    Readable,

    /// <summary>All there are.</summary>
    All,
}
