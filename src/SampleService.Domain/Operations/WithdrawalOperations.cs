namespace SampleService.Domain;

/// <summary>Withdraws a sample or one version of it (docs/withdrawing.md). Its content stays, and the links to it end.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version; null for the whole sample.</param>
/// <param name="Reason">Why, as callers are told.</param>
public sealed record WithdrawSample(SampleReference Sample, VersionNumber? Version, string Reason) : WriteOperation
{
    /// <summary>So many active links may lead to what is withdrawn: all of them end with it.</summary>
    public const int MaxLinks = 10_000;

    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
        keys.AddChanged(Sample);
        keys.AddVersion(Sample, Version);
        keys.AddLinksTo(Sample, Version);
        if (Version is null)
            keys.AddOffer(Sample);
    }

    internal override OperationResult Apply(OperationState state)
    {
        var id = state.Resolve(Sample).Sample;
        var sample = state.RequireWithdrawable(id, Version);
        if (Version?.Value == sample.Head)
            throw ServiceException.Illegal($"Version {Version} is the newest of sample {id}: save another one first, or withdraw the sample");
        state.RequirePresent(id);
        if (Version is { } version)
            state.RequirePresent(new SampleVersionId(id, version.Value));
        Conditions.Require(sample);
        var links = state.FindLinksTo(new LinkScope(id, Version?.Value));
        if (links is null || links.Count > MaxLinks)
            throw ServiceException.Illegal($"Sample {id} has more than {MaxLinks} active links: end some first");
        foreach (var link in links)
            state.EndLink(link, WriteId);
        return new WithdrawnSample(id, Version?.Value, state.Withdraw(sample, Version?.Value, Reason));
    }
}

/// <summary>Takes a withdrawal back. Links that ended with it stay ended.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version; null for the whole sample.</param>
public sealed record RestoreSample(SampleReference Sample, VersionNumber? Version) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
        keys.AddChanged(Sample);
        keys.AddVersion(Sample, Version);
        keys.AddOffer(Sample);
    }

    internal override OperationResult Apply(OperationState state)
    {
        var id = state.Resolve(Sample).Sample;
        var sample = state.RequireWithdrawable(id, Version);
        if (Version is { } version ? !sample.WithdrawnVersions.Contains(version.Value) : sample.Withdrawal is null)
            throw ServiceException.Illegal($"{id}{(Version is null ? "" : $" ver {Version}")} is not withdrawn");
        if (sample.IsErased)
            throw ServiceException.Illegal($"{id} was erased");
        Conditions.Require(sample);
        // A process of the version before may have withdrawn it without ending its offer.
        if (Version is null)
            state.Offers.EndWith(sample);
        state.Restore(sample, Version?.Value);
        return OperationResult.None;
    }
}
