namespace SampleService.Domain;

/// <summary>Saves a template of the actor's: a new one, or a new version of the one that has the name.</summary>
/// <param name="Id">Of a new one.</param>
/// <param name="Template">Its name.</param>
/// <param name="Content">The whole of it.</param>
public sealed record SaveTemplate(TemplateId Id, string Template, TemplateContent Content) : WriteOperation
{
    /// <summary>Only if it is in this version.</summary>
    public int? RequiredVersion { get; init; }

    /// <inheritdoc/>
    public override void Name(OperationKeys keys) => keys.Templates.Add(Template);

    internal override OperationResult Apply(OperationState state)
    {
        RequireUpstream();
        var before = state.Templates.Find(Template);
        if (RequiredVersion is { } required && required != before?.Version)
            throw new ServiceException(
                ErrorKind.ConcurrencyViolation,
                before is null
                    ? $"Version required for template {Template} is {required}, but current version is none"
                    : $"Version required for template {Template} is {required}, but current version is {before.Version}");
        return new SavedTemplate(state.Templates.Save(this, before));
    }
}

/// <summary>A template was saved.</summary>
/// <param name="Template">What it is from then on.</param>
public sealed record SavedTemplate(TemplateHeader Template) : OperationResult;
