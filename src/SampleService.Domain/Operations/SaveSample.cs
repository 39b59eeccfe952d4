namespace SampleService.Domain;

/// <summary>Saves a new sample.</summary>
/// <param name="Sample">Its id, drawn at random.</param>
/// <param name="Content">The first version.</param>
public sealed record SaveNewSample(SampleId Sample, SampleContent Content) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
    }

    internal override OperationResult Apply(OperationState state) => state.AddSample(Sample, Content, WriteId);
}

/// <summary>Saves the next version of a sample.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Content">The version.</param>
/// <param name="LateFault">What is wrong with a parameter that is looked at after the validators; null for nothing.</param>
public sealed record SaveNextVersion(SampleReference Sample, SampleContent Content, ServiceException? LateFault) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys) => keys.AddChanged(Sample);

    internal override OperationResult Apply(OperationState state)
    {
        var id = state.Resolve(Sample).Sample;
        if (LateFault is not null)
            throw LateFault;
        var sample = state.Require(id, AccessLevel.Write);
        state.RequirePresent(id);
        Conditions.Require(sample);
        return state.AddVersion(sample, Content, WriteId);
    }
}
