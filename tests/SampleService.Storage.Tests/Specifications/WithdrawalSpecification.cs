using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every back end has to do with samples that are withdrawn, and with links that are ended by their ids.</summary>
public abstract class WithdrawalSpecification : StoreSpecification
{
    private static readonly DataUnit One = Make.Unit(7, 1, 1, "one"), Other = Make.Unit(7, 1, 1, "other"), Third = Make.Unit(8, 1, 1);

    [StoreFact]
    public async Task Withdraw_Sample_EndsItsLinksAndLeavesOthers()
    {
        var (sample, neighbour) = (await StoreSampleAsync(), await StoreSampleAsync());
        await Samples.SaveVersionAsync(Make.Version(sample.Sample), default);
        var links = new[] { Make.Link(One, sample), Make.Link(Third, sample with { Version = 2 }), Make.Link(Other, neighbour) };
        foreach (var link in links)
            await Links.CreateAsync(link, default);
        Clock.Now = Clock.Now.Plus(10);

        var outcome = await Operations.ApplyAsync(Operate.Alice, [Operate.Withdraw(sample.Sample)]);
        Assert.Equal(
            new WithdrawnSample(sample.Sample, null, new Withdrawal(Make.User("alice"), Clock.Now, "a mistake")), outcome.Answers.Single().Result);
        Assert.Null(await Links.FindActiveAsync(One, default));
        Assert.Null(await Links.FindActiveAsync(Third, default));
        Assert.NotNull(await Links.FindActiveAsync(Other, default));
        var ended = await Links.FindAsync(links[0].Id, default);
        Assert.Equal((Make.User("alice"), Clock.Now), (ended!.ExpiredBy, ended.Expired));
        var told = await PublishedAsync();
        Assert.Equal([EventType.ExpiredLink, EventType.ExpiredLink, EventType.SampleWithdrawn], told.TakeLast(3).Select(one => one.Type));
        // The data units are free, and so is their place among the links of the object version.
        var few = Operate.Limits with { Links = new LinkLimits(2, 1) };
        Assert.True((await Operations.ApplyAsync(Operate.Alice, [Operate.Link(One, SampleReference.Of((await StoreSampleAsync()).Sample))], limits: few)).IsApplied);
    }

    [StoreFact]
    public async Task Withdraw_Sample_DoesNotExistForReadersAndWriters()
    {
        var sample = await StoreSampleAsync();
        var before = await Samples.FindAsync(sample.Sample, default);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Withdraw(sample.Sample)]);

        Assert.Null(await Samples.FindAsync(sample.Sample, default));
        Assert.Null(await Samples.FindWithVersionAsync(sample.Sample, null, default));
        Assert.Empty(await Samples.FindHeaderVersionsAsync([sample.Sample], default));
        Assert.False((await Samples.FindVersionsAsync(
            Operate.Alice.Requester, [new VersionQuery(new SampleAddress(sample.Sample, null), 0)], default))[0].HasSample);
        Assert.Equal("a mistake", (await Samples.FindManyAsync([sample.Sample], default)).Single().Withdrawal?.Reason);
        Assert.Equal(SaveStatus.NoSuchSample, (await Samples.SaveVersionAsync(Make.Version(sample.Sample), default)).Status);
        var acls = before!.Acls with { Read = Make.Users("bob") };
        Assert.Equal(default, await Samples.ReplaceAclsAsync(new NewAcls(sample.Sample, 1, acls, WriteId.New(), Make.User("alice"), false), default));
        Assert.Equal(default, await Samples.RecordSameAclsAsync(new SameAcls(sample.Sample, 1, Make.User("alice")), default));
        Assert.Equal(LinkStatus.NoSuchSample, (await Links.CreateAsync(Make.Link(One, sample), default)).Status);
        Assert.Equal(LinkStatus.NoSuchSample, (await Links.CreateAsync(Make.Link(One, sample) with { SeenAclVersion = 1 }, default)).Status);
    }

    [StoreFact]
    public async Task Restore_Sample_IsAsBefore()
    {
        var sample = await StoreSampleAsync();
        await Links.CreateAsync(Make.Link(One, sample), default);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Share(SampleReference.Of(sample.Sample), "bob")]);
        var before = await Samples.FindWithVersionAsync(sample.Sample, null, default);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Withdraw(sample.Sample)]);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Restore(sample.Sample)]);

        var after = await Samples.FindWithVersionAsync(sample.Sample, null, default);
        Assert.Equal(before!.Header, after!.Header);
        Assert.Equal(before.Version!.NodeTree.ToArray(), after.Version!.NodeTree.ToArray());
        Assert.Null(await Links.FindActiveAsync(One, default));
        Assert.Equal(LinkStatus.Created, (await Links.CreateAsync(Make.Link(One, sample), default)).Status);
        var history = await History.ReadAsync(
            (snapshot, token) => snapshot.ListWithdrawalsAsync(sample.Sample, TimeRange.Whole(Timestamp.Earliest, Timestamp.Latest, false), 10, token), default);
        Assert.Equal([(false, "a mistake"), (true, null)], history.Select(entry => (entry.IsRestored, entry.Reason)));
    }

    [StoreFact]
    public async Task Withdraw_Version_HidesItAlone()
    {
        var first = await StoreSampleAsync();
        await Samples.SaveVersionAsync(Make.Version(first.Sample), default);
        await Samples.SaveVersionAsync(Make.Version(first.Sample), default);
        var second = first with { Version = 2 };
        await Links.CreateAsync(Make.Link(One, first), default);
        await Links.CreateAsync(Make.Link(Other, second), default);

        var outcome = await Operations.ApplyAsync(Operate.Alice, [Operate.Withdraw(first.Sample, 1), Operate.Withdraw(first.Sample, 2)]);
        Assert.True(outcome.IsApplied);
        Assert.Equal("1,2", (await Samples.FindAsync(first.Sample, default))!.WithdrawnVersions.Text);
        Assert.Equal("1,2", (await Samples.FindHeaderVersionsAsync([first.Sample], default)).Single().WithdrawnVersions.Text);
        Assert.Null(await Links.FindActiveAsync(One, default));
        Assert.Equal(LinkStatus.NoSuchVersion, (await Links.CreateAsync(Make.Link(One, first), default)).Status);
        Assert.Equal(LinkStatus.Created, (await Links.CreateAsync(Make.Link(One, first with { Version = 3 }), default)).Status);

        await Operations.ApplyAsync(Operate.Alice, [Operate.Restore(first.Sample, 1)]);
        Assert.Equal("2", (await Samples.FindAsync(first.Sample, default))!.WithdrawnVersions.Text);
        Assert.True((await Links.FindLinkedSampleAsync(Other.Upa, first.Sample, default))!.Value.Hides(new VersionNumber(2)));
        Assert.Equal([2], (await History.ReadAsync((snapshot, token) => snapshot.FindWithdrawnAsync([first, second], token), default)).Keys.Select(id => id.Version));
    }

    [StoreFact]
    public async Task Withdraw_WhatMayNotBe_SaysWhy()
    {
        var sample = await StoreSampleAsync();
        await Samples.SaveVersionAsync(Make.Version(sample.Sample), default);
        var id = sample.Sample;
        var none = SampleId.New(TimeProvider.System);
        var bob = await Operations.ApplyAsync(Operate.As("bob"), [Operate.Withdraw(id), Operate.Withdraw(id, 1), Operate.Restore(id)], isAtomic: false);
        var alice = await Operations.ApplyAsync(
            Operate.Alice,
            [
                Operate.Withdraw(none), Operate.Withdraw(id, 3), Operate.Withdraw(id, 2), Operate.Restore(id), Operate.Restore(id, 1),
                Operate.Withdraw(id) with { Conditions = new Preconditions(new VersionNumber(1), null, null) },
                Operate.Withdraw(id, 1), Operate.Withdraw(id, 1), Operate.Withdraw(id), Operate.Withdraw(id), Operate.Withdraw(id, 1),
            ],
            isAtomic: false);

        Assert.Equal(
            [$"User bob does not own sample {id}", $"User bob cannot administrate sample {id}", $"User bob does not own sample {id}"],
            bob.Answers.Select(answer => answer.Error!.Detail));
        Assert.Equal(
            [
                none.ToString(), $"{id} ver 3", $"Version 2 is the newest of sample {id}: save another one first, or withdraw the sample",
                $"{id} is not withdrawn", $"{id} ver 1 is not withdrawn", $"Version required for sample {id} is 1, but current version is 2", null,
                $"{id} ver 1 was withdrawn by alice at {Clock.Now}: a mistake", null, $"{id} was withdrawn by alice at {Clock.Now}: a mistake",
                $"{id} was withdrawn by alice at {Clock.Now}: a mistake",
            ],
            alice.Answers.Select(answer => answer.Error?.Detail));
    }

    [StoreFact]
    public async Task Withdraw_WhatTheSameCallMade_IsWithdrawn()
    {
        var made = Operate.New();
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                made, Operate.Link(One, SampleReference.SavedBy(0), null), Operate.Withdraw(made.Sample) with { Sample = SampleReference.SavedBy(0) },
                Operate.Link(Other, SampleReference.SavedBy(0), null),
            ],
            isAtomic: false);

        Assert.Equal([null, null, null, ErrorKind.SampleWithdrawn], outcome.Answers.Select(answer => answer.Error?.Kind));
        Assert.Null(await Samples.FindAsync(made.Sample, default));
        Assert.Null(await Links.FindActiveAsync(One, default));
    }

    [StoreFact]
    public async Task Withdraw_WhileOthersLink_LeavesNoActiveLink()
    {
        var sample = await StoreSampleAsync();
        // Links are also made in administration mode, when the ACLs are not looked at, and replace those of other samples.
        var other = await StoreSampleAsync();
        for (var i = 0; i < 10; i++)
            await Links.CreateAsync(Make.Link(Make.Unit(9, i + 1, 1), other), default);
        await AtOnceAsync(41, async i =>
        {
            if (i == 20)
                await Operations.ApplyAsync(Operate.Alice, [Operate.Withdraw(sample.Sample)]);
            else if (i % 2 == 0)
                await Links.CreateAsync(Make.Link(Make.Unit(9, 100 + i, 1), sample) with { SeenAclVersion = i % 4 == 0 ? 1 : null }, default);
            else
                await Operations.ApplyAsync(Operate.Alice, [Operate.Link(Make.Unit(9, (i % 10) + 1, 1), SampleReference.Of(sample.Sample), update: true)]);
            return 0;
        });

        Assert.Empty(await Links.FindBySamplesAsync([sample], null, null, default));
        var active = await Links.FindBySamplesAsync([other], null, null, default);
        // The counter is right: one more than there are is one too many.
        var full = Operate.Limits with { Links = new LinkLimits(10, active.Count) };
        var more = await Operations.ApplyAsync(Operate.Alice, [Operate.Link(Third, SampleReference.Of(other.Sample))], limits: full);
        Assert.Equal(ErrorKind.TooManyDataLinks, more.Answers[0].Error?.Kind);
    }

    [StoreFact]
    public async Task Withdraw_MoreLinksThanCanEnd_IsRefusedUnlessTheVersionHasFewer()
    {
        var first = await StoreSampleAsync();
        var reference = SampleReference.Of(first.Sample);
        for (var version = 2; version <= 3; version++)
            await Samples.SaveVersionAsync(Make.Version(first.Sample), default);
        const int Half = (WithdrawSample.MaxLinks / 2) + 1;
        for (var link = 0; link < 2 * Half; link += 1000)
            await Operations.ApplyAsync(
                Operate.Alice,
                [.. Enumerable.Range(link, Math.Min(1000, (2 * Half) - link)).Select(i => Operate.Link(Make.Unit(3, i + 1, 1), reference, i < Half ? 1 : 2))]);
        var one = (await Links.FindActiveAsync(Make.Unit(3, 1, 1), default))!;

        var all = await Operations.ApplyAsync(Operate.Alice, [new EndLink(one.Id), Operate.Withdraw(first.Sample)]);
        Assert.Equal($"Sample {first.Sample} has more than 10000 active links: end some first", all.Answers[1].Error?.Detail);
        Assert.True((await Operations.ApplyAsync(Operate.Alice, [Operate.Withdraw(first.Sample, 2)])).IsApplied);
        Assert.Empty(await Links.FindBySamplesAsync([first with { Version = 2 }], null, null, default));
        Assert.Equal(Half, (await Links.FindBySamplesAsync([first], null, null, default)).Count);
        Assert.True((await Operations.ApplyAsync(Operate.Alice, [Operate.Withdraw(first.Sample)])).IsApplied);
        Assert.Empty(await Links.FindBySamplesAsync([first], null, null, default));
    }

    [StoreFact]
    public async Task Withdraw_VersionOfASampleThatTheCallSaves_LooksWhetherItIsWithdrawn()
    {
        var first = await StoreSampleAsync();
        await Samples.SaveVersionAsync(Make.Version(first.Sample), default);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Withdraw(first.Sample, 1)]);
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                new SaveNextVersion(SampleReference.Of(first.Sample), Make.Content("next", "root"), null),
                Operate.Withdraw(first.Sample, 1) with { Sample = SampleReference.SavedBy(0), Reason = "another" },
            ]);
        Assert.Equal(ErrorKind.SampleWithdrawn, outcome.Answers[1].Error?.Kind);
    }

    [StoreFact]
    public async Task EndLink_ByItsId_EndsIt()
    {
        var (sample, other) = (await StoreSampleAsync(), await StoreSampleAsync());
        var (link, replaced) = (Make.Link(One, sample), Make.Link(Other, sample));
        await Links.CreateAsync(link, default);
        await Links.CreateAsync(replaced, default);
        var successor = Make.Link(Other, other) with { Replaces = replaced.Id };
        await Links.CreateAsync(successor, default);
        var none = new EndLink(LinkId.New());
        var outcome = await Operations.ApplyAsync(
            Operate.Alice, [new EndLink(link.Id), new EndLink(link.Id), new EndLink(replaced.Id), none], isAtomic: false);

        Assert.Equal([null, link.Id.ToString(), replaced.Id.ToString(), none.Link.ToString()], outcome.Answers.Select(answer => answer.Error?.Detail));
        Assert.Null(await Links.FindActiveAsync(One, default));
        Assert.Equal(successor.Id, (await Links.FindActiveAsync(Other, default))!.Id);
        Assert.Equal(Make.User("alice"), (await Links.FindAsync(link.Id, default))!.ExpiredBy);
    }

    [StoreFact]
    public async Task EndLink_OfWhatMayNotBeSeen_IsUnknown()
    {
        var sample = await StoreSampleAsync();
        var link = Make.Link(One, sample);
        await Links.CreateAsync(link, default);
        var fault = ServiceException.Unauthorized("no");
        var end = new EndLink(link.Id) { UpstreamFault = fault };
        var bob = await Operations.ApplyAsync(Operate.As("bob"), [end, end with { IsDataReadable = true }], isAtomic: false);
        var alice = await Operations.ApplyAsync(Operate.Alice, [end]);

        Assert.Equal([link.Id.ToString(), $"User bob cannot administrate sample {sample.Sample}"], bob.Answers.Select(answer => answer.Error!.Detail));
        Assert.Same(fault, alice.Answers[0].Error);
    }
}
