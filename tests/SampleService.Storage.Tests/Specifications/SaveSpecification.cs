using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>How every <see cref="ISampleStore"/> saves versions and changes ACLs.</summary>
public abstract class SaveSpecification : StoreSpecification
{
    [StoreFact]
    public async Task Save_Unconditional_StoresTheNextVersion()
    {
        var id = await StoreSampleAsync();
        Clock.Now = Clock.Now.Plus(5);
        var next = Make.Version(id.Sample, "x");

        var outcome = await Samples.SaveVersionAsync(next, default);

        Assert.Equal((SaveStatus.Saved, 2), (outcome.Status, outcome.Version));
        Assert.Equal(2, outcome.Current!.Head);
        Assert.Equal(outcome.Current, await Samples.FindAsync(id.Sample, default));
        var version = (await Samples.FindVersionAsync(id with { Version = 2 }, default))!;
        Assert.Equal((next.SavedBy, "next", Clock.Now), (version.SavedBy, version.Name, version.Saved));
        Assert.Equal(next.Content.NodeTree.ToArray(), version.NodeTree.ToArray());
    }

    [StoreFact]
    public async Task Save_WhatItReliesOnHolds_IsSaved()
    {
        var id = await StoreSampleAsync();
        var outcome = await Samples.SaveVersionAsync(
            Make.Version(id.Sample) with { PriorVersion = new VersionNumber(1), SeenAclVersion = 1 }, default);
        Assert.Equal((SaveStatus.Saved, 2), (outcome.Status, outcome.Version));
    }

    [StoreFact]
    public async Task Save_UnknownSample_SaysSo()
    {
        var outcome = await Samples.SaveVersionAsync(
            Make.Version(SampleId.New(TimeProvider.System)) with { PriorVersion = new VersionNumber(1), SeenAclVersion = 1 }, default);
        Assert.Equal(new SaveOutcome(SaveStatus.NoSuchSample, 0, null), outcome);
    }

    [StoreFact]
    public async Task Save_AclsAndHeadDiffer_SaysAclsFirst()
    {
        var id = await StoreSampleAsync();
        var outcome = await Samples.SaveVersionAsync(
            Make.Version(id.Sample) with { PriorVersion = new VersionNumber(7), SeenAclVersion = 2 }, default);
        Assert.Equal(new SaveOutcome(SaveStatus.AclsChanged, 0, await Samples.FindAsync(id.Sample, default)), outcome);
    }

    [StoreTheory]
    [InlineData("2")]
    [InlineData("2147483647")]
    [InlineData("99999999999999999999999999")]
    public async Task Save_HeadDiffers_SaysSoAndStoresNothing(string prior)
    {
        var id = await StoreSampleAsync();
        var outcome = await Samples.SaveVersionAsync(
            Make.Version(id.Sample) with { PriorVersion = VersionNumber.FromDigits(prior), SeenAclVersion = 1 }, default);
        Assert.Equal(new SaveOutcome(SaveStatus.HeadDiffers, 0, await Samples.FindAsync(id.Sample, default)), outcome);
        Assert.Null(await Samples.FindVersionAsync(id with { Version = 2 }, default));
    }

    [StoreFact]
    public async Task Save_AclsChangedMeanwhile_HeadStillDecidesWithoutSeenAcls()
    {
        var id = await StoreSampleAsync();
        await ChangeAclsAsync(id.Sample, 1, Make.Users("bob"));
        var outcome = await Samples.SaveVersionAsync(
            Make.Version(id.Sample) with { PriorVersion = new VersionNumber(1) }, default);
        Assert.Equal(SaveStatus.Saved, outcome.Status);
    }

    [StoreFact]
    public async Task Save_SameWriteAgain_FindsItsVersion()
    {
        var id = await StoreSampleAsync();
        var write = Make.Version(id.Sample) with { PriorVersion = new VersionNumber(1), SeenAclVersion = 1 };
        await Samples.SaveVersionAsync(write, default);
        await Samples.SaveVersionAsync(Make.Version(id.Sample), default);
        await ChangeAclsAsync(id.Sample, 1, Make.Users("bob"));

        var again = await Samples.SaveVersionAsync(write, default);

        Assert.Equal(
            new SaveOutcome(SaveStatus.Saved, 2, await Samples.FindAsync(id.Sample, default)), again);
        Assert.Equal((3, 2L), (again.Current!.Head, again.Current.AclVersion));
    }

    [StoreFact]
    public async Task Save_HundredAtOnceOnOnePrior_ExactlyOneIsSaved()
    {
        var id = await StoreSampleAsync();
        var outcomes = await AtOnceAsync(100, _ => Samples.SaveVersionAsync(
            Make.Version(id.Sample) with { PriorVersion = new VersionNumber(1) }, default).AsTask());

        Assert.Single(outcomes, outcome => outcome.Status == SaveStatus.Saved);
        Assert.Equal(99, outcomes.Count(outcome => outcome.Status == SaveStatus.HeadDiffers));
        Assert.Equal(2, (await Samples.FindAsync(id.Sample, default))!.Head);
    }

    [StoreFact]
    public async Task Save_TwoHundredAtOnce_VersionsHaveNoGaps()
    {
        var id = await StoreSampleAsync();
        var outcomes = await AtOnceAsync(
            200, i => Samples.SaveVersionAsync(Make.Version(id.Sample, $"node {i}"), default).AsTask());

        Assert.All(outcomes, outcome => Assert.Equal(SaveStatus.Saved, outcome.Status));
        Assert.Equal(Enumerable.Range(2, 200), outcomes.Select(outcome => outcome.Version).Order());
        Assert.Equal(201, (await Samples.FindAsync(id.Sample, default))!.Head);
        for (var i = 0; i < outcomes.Length; i++)
            Assert.NotNull(await Samples.FindNodeAsync(id with { Version = outcomes[i].Version }, new NodeId($"node {i}"), default));
    }

    [StoreFact]
    public async Task ReplaceAcls_SeenState_StoresEveryField()
    {
        var id = (await StoreSampleAsync()).Sample;
        var acls = new SampleAcls(
            Make.User("alice"), Make.Users("ädmin", "b"), Make.Users("\uffee", "🧪"), Make.Users("r"), PublicRead: true);

        var outcome = await Samples.ReplaceAclsAsync(new NewAcls(id, 1, acls, WriteId.New(), Make.User("alice"), false), default);

        Assert.Equal(new AclOutcome(true, new SampleHeader(id, acls, 1, 2)), outcome);
        Assert.Equal(outcome.Current, await Samples.FindAsync(id, default));
        var cleared = SampleAcls.OwnedBy(Make.User("alice"));
        await Samples.ReplaceAclsAsync(new NewAcls(id, 2, cleared, WriteId.New(), Make.User("alice"), false), default);
        Assert.Equal(new SampleHeader(id, cleared, 1, 3), await Samples.FindAsync(id, default));
    }

    [StoreFact]
    public async Task ReplaceAcls_OtherState_ChangesNothing()
    {
        var id = (await StoreSampleAsync()).Sample;
        await ChangeAclsAsync(id, 1, Make.Users("b"));
        var current = await Samples.FindAsync(id, default);

        Assert.Equal(new AclOutcome(false, current), await ChangeAclsAsync(id, 1, Make.Users("c")));
        Assert.Equal(current, await Samples.FindAsync(id, default));
        Assert.Equal(new AclOutcome(false, null), await ChangeAclsAsync(SampleId.New(TimeProvider.System), 1, Make.Users("c")));
    }

    [StoreFact]
    public async Task ReplaceAcls_SameWriteAgain_FindsItsWork()
    {
        var id = (await StoreSampleAsync()).Sample;
        var change = new NewAcls(
            id, 1, SampleAcls.OwnedBy(Make.User("alice")) with { Read = Make.Users("b") }, WriteId.New(), Make.User("alice"), false);
        var first = await Samples.ReplaceAclsAsync(change, default);
        Assert.Equal(first, await Samples.ReplaceAclsAsync(change, default));
        Assert.True(first.Changed);
    }

    [StoreFact]
    public async Task ReplaceAcls_SameWriteAgainAfterAnotherHasUndoneIt_FindsItsWorkAndChangesNothing()
    {
        var id = (await StoreSampleAsync()).Sample;
        var write = WriteId.New();
        var given = new NewAcls(id, 1, SampleAcls.OwnedBy(Make.User("alice")) with { Read = Make.Users("b") }, write, Make.User("alice"), false);
        Assert.True((await Samples.ReplaceAclsAsync(given, default)).Changed);
        Assert.True((await ChangeAclsAsync(id, 2, Make.Users())).Changed);
        var taken = await Samples.FindAsync(id, default);

        Assert.Equal(new AclOutcome(true, taken), await Samples.ReplaceAclsAsync(given with { SeenAclVersion = 3 }, default));
        Assert.Equal(taken, await Samples.FindAsync(id, default));
    }

    [StoreFact]
    public async Task ReplaceAcls_FiftyAtOnceOnOneState_ExactlyOneChanges()
    {
        var id = (await StoreSampleAsync()).Sample;
        var outcomes = await AtOnceAsync(50, i => ChangeAclsAsync(id, 1, Make.Users($"user{i}")));
        Assert.Single(outcomes, outcome => outcome.Changed);
        Assert.Equal(2, (await Samples.FindAsync(id, default))!.AclVersion);
    }

    private Task<AclOutcome> ChangeAclsAsync(SampleId id, long seen, UserSet admin) =>
        Samples.ReplaceAclsAsync(
            new NewAcls(id, seen, SampleAcls.OwnedBy(Make.User("alice")) with { Admin = admin }, WriteId.New(), Make.User("alice"), false),
            default).AsTask();
}
