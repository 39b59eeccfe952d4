namespace SampleService.Domain;

/// <summary>What there is of the templates that operations name.</summary>
/// <param name="Templates">Those of the actor's that exist.</param>
/// <param name="IsFull">Whether the actor owns as many as anybody may. It is looked at only where one does not exist.</param>
public sealed record TemplateRows(IReadOnlyList<TemplateHeader> Templates, bool IsFull)
{
    /// <summary>Nothing.</summary>
    public static readonly TemplateRows None = new([], false);

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(TemplateRows);
}

/// <summary>Templates of the actor's as the operations of a call see them, with the changes of those that are done. Used by one thread.</summary>
internal sealed class TemplateState(OperationState state, TemplateRows rows)
{
    private readonly Dictionary<string, TemplateHeader> _templates = rows.Templates.ToDictionary(static template => template.Name, StringComparer.Ordinal);

    /// <summary>A template; null if there is none.</summary>
    public TemplateHeader? Find(string name) => _templates.GetValueOrDefault(name);

    /// <summary>Saves a template.</summary>
    /// <param name="save">As what.</param>
    /// <param name="before">As it is; null for a new one.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: the actor would own too many.</exception>
    public TemplateHeader Save(SaveTemplate save, TemplateHeader? before)
    {
        var owner = state.Caller.Actor;
        if (before is null && rows.IsFull)
            throw ServiceException.Illegal($"User {owner} owns {SampleTemplate.MaxOfOwner} templates already");
        var saved = before is null
            ? new TemplateHeader(save.Id, owner, save.Template, TemplateHeader.FirstVersion, state.At, state.At)
            // Never before it was saved last, whatever the clock says.
            : before with { Version = before.Version + 1, Changed = Timestamp.Max(state.At, before.Changed) };
        _templates[saved.Name] = saved;
        state.Changes.Templates.Add(new SampleTemplate(saved, save.Content));
        return saved;
    }
}
