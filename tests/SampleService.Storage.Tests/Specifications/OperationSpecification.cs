using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every back end has to do with operations.</summary>
public abstract class OperationSpecification : StoreSpecification
{
    private static readonly DataUnit Unit = Make.Unit(7, 1, 1, "part");

    [StoreFact]
    public async Task Apply_SampleWithRightsAndLink_StoresAllAtOneTime()
    {
        var sample = Operate.New("root", "leaf");
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                sample, Operate.Share(SampleReference.SavedBy(0), "bob"), Operate.Link(Unit, SampleReference.SavedBy(0), version: null, "leaf"),
            ]);

        Assert.True(outcome.IsApplied);
        Assert.Equal(Clock.Now, outcome.At);
        var version = new SampleVersionId(sample.Sample, 1);
        Assert.Equal(new SavedVersion(version), outcome.Answers[0].Result);
        var header = await Samples.FindAsync(sample.Sample, default);
        Assert.Equal((1, 2L), (header!.Head, header.AclVersion));
        Assert.Equal(SampleAcls.OwnedBy(Make.User("alice")) with { Read = Make.Users("bob") }, header.Acls);
        var stored = await Samples.FindVersionAsync(version, default);
        Assert.Equal((Clock.Now, Make.User("alice")), (stored!.Saved, stored.SavedBy));
        var link = Assert.IsType<MadeLink>(outcome.Answers[2].Result).Link;
        Assert.Equal(link, await Links.FindActiveAsync(Unit, default));
        Assert.Equal((version, Clock.Now), (link.Sample, link.Created));
        Assert.Equal(
            [(EventType.NewSample, 1, null), (EventType.AclChange, null, 2L), (EventType.NewLink, (int?)1, (long?)null)],
            (await PublishedAsync()).Select(one => (one.Type, one.Version, one.AclVersion)));
    }

    [StoreFact]
    public async Task Apply_AtomicWithOneThatFails_LeavesNoTrace()
    {
        var sample = await StoreSampleAsync();
        var before = (await Samples.FindAsync(sample.Sample, default), (await PublishedAsync()).Count);
        var made = Operate.New();
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                made, Operate.Share(SampleReference.Of(sample.Sample), "bob"), Operate.Link(Unit, SampleReference.Of(sample.Sample), 1, "no such"),
                Operate.Link(Unit, SampleReference.Of(sample.Sample)),
            ]);

        Assert.False(outcome.IsApplied);
        Assert.Equal(["done", "done", "NoSuchSampleNode", "untried"], outcome.Answers.Select(Operate.Describe).Select(Shorten));
        Assert.Equal(before, (await Samples.FindAsync(sample.Sample, default), (await PublishedAsync()).Count));
        Assert.Null(await Samples.FindAsync(made.Sample, default));
        Assert.Null(await Links.FindActiveAsync(Unit, default));

        static string Shorten(string answer) => answer.Contains('/', StringComparison.Ordinal) ? "done" : answer;
    }

    [StoreFact]
    public async Task Apply_NotAtomic_StoresWhatSucceedsAndFailsWhatNamesAFailure()
    {
        var sample = await StoreSampleAsync();
        var outcome = await Operations.ApplyAsync(
            Operate.As("bob"),
            [
                new SaveNextVersion(SampleReference.Of(sample.Sample), Make.Content("x", "root"), null), Operate.Share(SampleReference.SavedBy(0), "carol"),
                Operate.New(),
            ],
            isAtomic: false);

        Assert.True(outcome.IsApplied);
        Assert.Equal($"User bob cannot write to sample {sample.Sample}", outcome.Answers[0].Error!.Detail);
        Assert.Equal("id: operation 0 failed", outcome.Answers[1].Error!.Detail);
        Assert.Equal(1, (await Samples.FindAsync(((SavedVersion)outcome.Answers[2].Result!).Address.Sample, default))!.Head);
    }

    [StoreFact]
    public async Task Apply_DryRun_DecidesAndStoresNothing()
    {
        var made = Operate.New();
        var outcome = await Operations.ApplyAsync(Operate.Alice, [made, Operate.Link(Unit, SampleReference.SavedBy(0), null)], isDryRun: true);

        Assert.False(outcome.IsApplied);
        Assert.All(outcome.Answers, answer => Assert.NotNull(answer.Result));
        Assert.Null(await Samples.FindAsync(made.Sample, default));
        Assert.Empty(await PublishedAsync());
    }

    [StoreFact]
    public async Task Apply_SeveralVersionsOfOneSample_AreSavedInTheirOrder()
    {
        var sample = await StoreSampleAsync();
        var next = new SaveNextVersion(SampleReference.Of(sample.Sample), Make.Content("two", "a"), null)
        {
            Conditions = new Preconditions(new VersionNumber(1), null, null),
        };
        var outcome = await Operations.ApplyAsync(
            Operate.Alice, [next, next with { Sample = SampleReference.SavedBy(0), WriteId = WriteId.New() }, next with { WriteId = WriteId.New() }], isAtomic: false);

        Assert.Equal(
            $"Version required for sample {sample.Sample} is 1, but current version is 2", outcome.Answers[1].Error!.Detail);
        Assert.Equal(["done", "ConcurrencyViolation", "ConcurrencyViolation"],
            outcome.Answers.Select(answer => answer.Error is null ? "done" : answer.Error.Kind.ToString()));
        Assert.Equal("two", (await Samples.FindVersionAsync(sample with { Version = 2 }, default))!.Name);
    }

    [StoreFact]
    public async Task Apply_LinkIsReplacedAndEndedWithinTheCall_HasAllOfThem()
    {
        var sample = await StoreSampleAsync("a", "b", "c");
        var reference = SampleReference.Of(sample.Sample);
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                Operate.Link(Unit, reference, 1, "a"), Operate.Link(Unit, reference, 1, "b", update: true),
                Operate.Link(Unit, reference, 1, "c", update: true), new ExpireDataLink(Unit),
            ]);

        Assert.True(outcome.IsApplied);
        Assert.Null(await Links.FindActiveAsync(Unit, default));
        var links = new List<DataLink?>();
        foreach (var answer in outcome.Answers.Take(3))
            links.Add(await Links.FindAsync(((MadeLink)answer.Result!).Link.Id, default));
        Assert.Equal([0, 1, 2], links.Select(link => link!.Created.Milliseconds - Clock.Now.Milliseconds));
        Assert.Equal([0, 1, 2], links.Select(link => link!.Expired!.Value.Milliseconds - Clock.Now.Milliseconds));
        // Of a replaced link the end is told after its successor.
        Assert.Equal(
            [
                (EventType.NewLink, links[0]!.Id), (EventType.NewLink, links[1]!.Id), (EventType.ExpiredLink, links[0]!.Id),
                (EventType.NewLink, links[2]!.Id), (EventType.ExpiredLink, links[1]!.Id), (EventType.ExpiredLink, links[2]!.Id),
            ],
            (await PublishedAsync()).Where(told => told.Link is not null).Select(told => (told.Type, told.Link!.Value)));
        // The counters are right again: there is room.
        var few = Operate.Limits with { Links = new LinkLimits(1, 1) };
        Assert.True((await Operations.ApplyAsync(Operate.Alice, [Operate.Link(Unit, reference, 1, "a")], limits: few)).IsApplied);
        Assert.Equal(
            "More than 1 links from workspace object 7/1/1",
            (await Operations.ApplyAsync(Operate.Alice, [Operate.Link(Unit with { DataId = "x" }, reference, 1, "a")], limits: few)).Answers[0].Error!.Detail);
    }

    [StoreFact]
    public async Task Apply_ConditionsThatDoNotHold_SayWhatIsThere()
    {
        var sample = await StoreSampleAsync();
        var reference = SampleReference.Of(sample.Sample);
        var other = new LinkId(Guid.NewGuid());
        WriteOperation[] operations =
        [
            Operate.Share(reference, "bob") with { Conditions = new Preconditions(new VersionNumber(2), null, null) },
            Operate.Share(reference, "bob") with { Conditions = new Preconditions(null, 5, null) },
            Operate.Link(Unit, reference) with { Conditions = new Preconditions(null, null, new RequiredLink(other)) },
        ];
        var outcome = await Operations.ApplyAsync(Operate.Alice, operations, isAtomic: false);

        Assert.Equal(
            [
                $"Version required for sample {sample.Sample} is 2, but current version is 1",
                $"ACL version required for sample {sample.Sample} is 5, but current ACL version is 1",
                $"Link required for 7/1/1:part is {other}, but current link is none",
            ],
            outcome.Answers.Select(answer => answer.Error!.Detail));
        Assert.All(outcome.Answers, answer => Assert.Equal(ErrorKind.ConcurrencyViolation, answer.Error!.Kind));
    }

    [StoreFact]
    public async Task Apply_Withdrawn_IsRefused()
    {
        var (sample, other) = (await StoreSampleAsync(), await StoreSampleAsync());
        await Samples.SaveVersionAsync(Make.Version(other.Sample), default);
        await ExecuteAsync($"UPDATE samples SET withdrawn_at = 5, withdrawn_by = 'alice', withdrawn_reason = 'no' WHERE id = '{sample.Sample}'");
        await ExecuteAsync(
            $"UPDATE sample_versions SET withdrawn_at = 6, withdrawn_by = 'alice', withdrawn_reason = 'no' WHERE sample_id = '{other.Sample}' AND version = 1");
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                Operate.Share(SampleReference.Of(sample.Sample), "bob"), Operate.Link(Unit, SampleReference.Of(other.Sample)),
                Operate.Link(Unit, SampleReference.Of(other.Sample), 2),
            ],
            isAtomic: false);

        Assert.Equal($"{sample.Sample} was withdrawn by alice at 5: no", outcome.Answers[0].Error!.Detail);
        Assert.Equal($"{other.Sample} ver 1 was withdrawn by alice at 6: no", outcome.Answers[1].Error!.Detail);
        Assert.Null(outcome.Answers[2].Error);
    }

    [StoreFact]
    public async Task Apply_UpstreamFault_CountsInItsPlace()
    {
        var sample = await StoreSampleAsync();
        var fault = new ServiceException(ErrorKind.NoSuchUser, "nobody");
        var link = Operate.Link(Unit, SampleReference.Of(sample.Sample)) with { UpstreamFault = fault };
        var none = Operate.Share(SampleReference.Of(SampleId.New(TimeProvider.System)), "nobody") with { UpstreamFault = fault };

        var outcome = await Operations.ApplyAsync(Operate.As("bob"), [link, none], isAtomic: false);
        Assert.Equal([ErrorKind.Unauthorized, ErrorKind.NoSuchUser], outcome.Answers.Select(answer => answer.Error!.Kind));
        outcome = await Operations.ApplyAsync(Operate.Alice, [link]);
        Assert.Same(fault, outcome.Answers[0].Error);
    }

    [StoreFact]
    public async Task Apply_ChangedRights_AreInTheHistoryEachByItself()
    {
        var sample = await StoreSampleAsync();
        var reference = SampleReference.Of(sample.Sample);
        await Operations.ApplyAsync(
            Operate.Alice, [Operate.Share(reference, "bob"), Operate.Share(reference, "bob"), Operate.Share(reference, "carol")]);

        var changes = await History.ReadAsync(
            (snapshot, token) => snapshot.ListAclChangesAsync(
                sample.Sample, new NumberRange(0, Timestamp.Earliest, Timestamp.Latest, false), 10, token), default);
        Assert.Equal([2L, 3], changes.Select(change => change.AclVersion));
        Assert.Equal([1, 2], changes.Select(change => change.After.Read.Count));
        Assert.Equal(4, (await PublishedAsync()).Count);
        Assert.Equal(3, (await Samples.FindAsync(sample.Sample, default))!.AclVersion);
    }

    [StoreFact]
    public async Task Apply_ManyNewSamples_HaveOrdinalsInTheirOrder()
    {
        var made = Enumerable.Range(0, 50).Select(_ => Operate.New()).Reverse().ToArray();
        await Operations.ApplyAsync(Operate.Alice, made);

        var events = await PublishedAsync();
        Assert.Equal(made.Select(one => one.Sample), events.Select(one => one.Sample!.Value));
        var ordinals = await Search.ReadAsync(
            async (snapshot, token) =>
            {
                var found = new List<long>();
                foreach (var one in made)
                    found.AddRange(await snapshot.GatherAsync(new IdSource([one.Sample]), 10, token));
                return found;
            },
            default);
        Assert.Equal(Enumerable.Range(0, made.Length).Select(i => ordinals[0] + i), ordinals);
    }

    [StoreFact]
    public async Task Apply_OneConditionManyAtOnce_OneSucceeds()
    {
        var sample = await StoreSampleAsync();
        var outcomes = await AtOnceAsync(8, i => Operations.ApplyAsync(
            Operate.Alice,
            [Operate.Share(SampleReference.Of(sample.Sample), $"u{i}") with { Conditions = new Preconditions(null, 1, null) }]));

        Assert.Single(outcomes, outcome => outcome.IsApplied);
        Assert.All(outcomes.Where(outcome => !outcome.IsApplied), outcome => Assert.Equal(ErrorKind.ConcurrencyViolation, outcome.Answers[0].Error!.Kind));
        Assert.Equal(2, (await Samples.FindAsync(sample.Sample, default))!.AclVersion);
    }

    [StoreFact]
    public async Task Apply_CallsThatCross_AreAllDone()
    {
        var samples = new List<SampleId>();
        for (var i = 0; i < 4; i++)
            samples.Add((await StoreSampleAsync()).Sample);
        // Each call takes the same samples and data units in another order, beside single writes.
        await AtOnceAsync(12, async i =>
        {
            var order = i % 2 == 0 ? samples : [.. Enumerable.Reverse(samples)];
            await Operations.ApplyAsync(
                Operate.Alice,
                [
                    .. order.Select(id => new SaveNextVersion(SampleReference.Of(id), Make.Content("x", "root"), null)),
                    .. order.Select((id, at) => Operate.Link(Make.Unit(1, 1 + samples.IndexOf(id), 1), SampleReference.Of(id), 1, update: true)),
                    new ExpireDataLink(Make.Unit(1, 1 + (i % 4), 1)),
                ]);
            await Samples.SaveVersionAsync(Make.Version(samples[i % 4]), default);
            return true;
        });

        foreach (var id in samples)
            Assert.Equal(1 + 12 + 3, (await Samples.FindAsync(id, default))!.Head);
    }
}
