namespace SampleService.Domain;

/// <summary>Changes ACLs for some users.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Delta">The change.</param>
public sealed record UpdateSampleAcls(SampleReference Sample, AclDelta Delta) : AclOperation(Sample)
{
    private protected override SampleAcls Change(SampleAcls acls) => Delta.ApplyTo(acls);
}

/// <summary>Replaces all ACLs.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Replacement">The new ACLs.</param>
public sealed record ReplaceSampleAcls(SampleReference Sample, AclReplacement Replacement) : AclOperation(Sample)
{
    private protected override SampleAcls Change(SampleAcls acls) => Replacement.ApplyTo(acls);
}

/// <summary>An operation on the ACLs of a sample.</summary>
/// <param name="Sample">The sample.</param>
public abstract record AclOperation(SampleReference Sample) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys) => keys.AddChanged(Sample);

    internal override OperationResult Apply(OperationState state)
    {
        var id = state.Resolve(Sample).Sample;
        RequireUpstream();
        var sample = state.Require(id, AccessLevel.Admin);
        state.RequirePresent(id);
        var acls = Change(sample.Acls);
        Conditions.Require(sample);
        state.SetAcls(sample, acls, WriteId);
        return OperationResult.None;
    }

    private protected abstract SampleAcls Change(SampleAcls acls);
}
