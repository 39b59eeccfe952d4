namespace SampleService.Domain;

/// <summary>What an operation relies on beside rights and existence (docs/apply.md). The default demands nothing.</summary>
/// <param name="Version">The newest version there has to be; null when any will do.</param>
/// <param name="AclVersion">The state of the ACLs there has to be; null when any will do.</param>
/// <param name="Link">The active link there has to be; null when any will do.</param>
public readonly record struct Preconditions(VersionNumber? Version, long? AclVersion, RequiredLink? Link)
{
    /// <summary>Whether those about a sample hold.</summary>
    public bool Hold(SampleHeader sample) => (Version is not { } version || version.Value == sample.Head) && (AclVersion ?? sample.AclVersion) == sample.AclVersion;

    /// <summary>Those about a sample hold.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.ConcurrencyViolation"/>: one does not.</exception>
    public void Require(SampleHeader sample)
    {
        if (Version is { } version && version.Value != sample.Head)
            throw HeadDiffers(sample.Id, version, sample.Head);
        if (AclVersion is { } acls && acls != sample.AclVersion)
            throw Violation($"ACL version required for sample {sample.Id} is {acls}, but current ACL version is {sample.AclVersion}");
    }

    /// <summary>That about the active link of a data unit holds.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.ConcurrencyViolation"/>: it does not.</exception>
    public void Require(DataUnit unit, DataLink? active)
    {
        if (Link is { } required && required.Id != active?.Id)
            throw Violation($"Link required for {unit} is {required}, but current link is {new RequiredLink(active?.Id)}");
    }

    /// <summary>The newest version of a sample is not the one asked for.</summary>
    public static ServiceException HeadDiffers(SampleId sample, VersionNumber? required, int? head) =>
        Violation($"Version required for sample {sample} is {required}, but current version is {head}");

    private static ServiceException Violation(string detail) => new(ErrorKind.ConcurrencyViolation, detail);
}

/// <summary>The active link that a data unit has to have.</summary>
/// <param name="Id">The link; null when the unit has to have none.</param>
public readonly record struct RequiredLink(LinkId? Id)
{
    /// <summary>How callers write that there has to be none.</summary>
    public const string None = "none";

    /// <inheritdoc/>
    public override string ToString() => Id?.ToString() ?? None;
}
