using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every back end has to do with events.</summary>
public abstract class EventStoreSpecification : StoreSpecification
{
    [StoreFact]
    public async Task FindBounds_NewDatabase_HasNoEvent() =>
        Assert.Equal(new EventBounds(Head: 0, Oldest: 1, HasUnpublished: false), await Events.FindBoundsAsync(default));

    [StoreFact]
    public async Task Read_ChangesOfEveryKind_HasAnEventForEachInTheirOrder()
    {
        var sample = await StoreSampleAsync();
        await Samples.SaveVersionAsync(Make.Version(sample.Sample), default);
        var shared = SampleAcls.OwnedBy(Make.User("alice")) with { Read = Make.Users("bob") };
        await Samples.ReplaceAclsAsync(new NewAcls(sample.Sample, 1, shared, WriteId.New(), Make.User("alice"), false), default);
        await Samples.RecordSameAclsAsync(new SameAcls(sample.Sample, 2, Make.User("bob")), default);
        var link = Make.Link(Make.Unit(7, 1, 1), sample);
        await Links.CreateAsync(link, default);
        var replacement = Make.Link(Make.Unit(7, 1, 1), sample with { Version = 2 }, replaces: link.Id);
        await Links.CreateAsync(replacement, default);
        await Links.ExpireAsync(Make.Expiry(replacement.Id), default);

        var events = await PublishedAsync();
        Assert.Equal(
            [
                Event(1, EventType.NewSample, "alice", version: 1),
                Event(2, EventType.NewSample, "bob", version: 2),
                Event(3, EventType.AclChange, "alice", aclVersion: 2),
                Event(4, EventType.AclChange, "bob", aclVersion: 2),
                Event(5, EventType.NewLink, "carol", 1, link.Id),
                Event(6, EventType.NewLink, "carol", 2, replacement.Id),
                Event(7, EventType.ExpiredLink, "carol", 1, link.Id),
                Event(8, EventType.ExpiredLink, "dave", 2, replacement.Id),
            ],
            events.Select(one => one with { At = default }));
        Assert.All(events, one => Assert.NotEqual(default, one.At));

        SampleEvent Event(long position, string type, string by, int? version = null, LinkId? link = null, long? aclVersion = null) =>
            new(position, default, type, Make.User(by))
            {
                Sample = sample.Sample,
                Version = version,
                Link = link,
                Workspace = link is null ? null : new WorkspaceId(7),
                AclVersion = aclVersion,
            };
    }

    [StoreFact]
    public async Task RecordSameAcls_OtherStateOrNoSample_RecordsNothing()
    {
        var id = (await StoreSampleAsync()).Sample;
        var current = await Samples.FindAsync(id, default);

        Assert.Equal(new AclOutcome(false, current), await Samples.RecordSameAclsAsync(new SameAcls(id, 2, Make.User("alice")), default));
        Assert.Equal(
            new AclOutcome(false, null),
            await Samples.RecordSameAclsAsync(new SameAcls(SampleId.New(TimeProvider.System), 1, Make.User("alice")), default));
        Assert.Single(await PublishedAsync());
    }

    [StoreFact]
    public async Task RecordSameAcls_PresentState_ChangesNothingOfTheSample()
    {
        var id = (await StoreSampleAsync()).Sample;
        var current = await Samples.FindAsync(id, default);

        Assert.Equal(new AclOutcome(true, current), await Samples.RecordSameAclsAsync(new SameAcls(id, 1, Make.User("alice")), default));
        Assert.Equal(current, await Samples.FindAsync(id, default));
    }

    [StoreFact]
    public async Task Read_AfterAPosition_HasThoseBehindItUpToTheLimit()
    {
        for (var i = 0; i < 5; i++)
            await StoreSampleAsync();
        await Events.PublishAsync(default);

        var page = await Events.ReadAsync(1, null, 2, default);
        Assert.Equal([2, 3], page.Events.Select(one => one.Position));
        Assert.Equal(new EventBounds(Head: 5, Oldest: 1, HasUnpublished: false), page.Bounds);
        Assert.Empty((await Events.ReadAsync(5, null, 2, default)).Events);
        Assert.Empty((await Events.ReadAsync(1L << 53, null, 2, default)).Events);
    }

    [StoreFact]
    public async Task Read_OfASample_HasItsEventsAlone()
    {
        var first = (await StoreSampleAsync()).Sample;
        var second = (await StoreSampleAsync()).Sample;
        await Samples.SaveVersionAsync(Make.Version(first), default);
        await Samples.SaveVersionAsync(Make.Version(second), default);
        await Events.PublishAsync(default);

        var page = await Events.ReadAsync(1, first, 10, default);
        Assert.Equal([3], page.Events.Select(one => one.Position));
        Assert.Equal(4, page.Bounds.Head);
        Assert.Empty((await Events.ReadAsync(0, SampleId.New(TimeProvider.System), 10, default)).Events);
    }

    [StoreFact]
    public async Task Read_ManyWritersAtOnce_HasEveryChangeOnceAndThoseOfASampleInOrder()
    {
        var samples = await AtOnceAsync(8, async _ => (await StoreSampleAsync()).Sample);
        await AtOnceAsync(80, i => Samples.SaveVersionAsync(Make.Version(samples[i % 8]), default).AsTask());

        var events = await PublishedAsync();
        Assert.Equal(Enumerable.Range(1, 88).Select(position => (long)position), events.Select(one => one.Position));
        foreach (var sample in samples)
            Assert.Equal(Enumerable.Range(1, 11), events.Where(one => one.Sample == sample).Select(one => one.Version!.Value));
    }

    [StoreFact]
    public async Task Remove_OfBeforeAMoment_KeepsWhatIsFromThenOn()
    {
        for (var i = 0; i < 5; i++)
        {
            await StoreSampleAsync();
            Clock.Now = Clock.Now.Plus(1);
        }

        var events = await PublishedAsync();

        Assert.Equal(3, await Events.RemoveAsync(events[3].At, 1000, 1000, default));
        var page = await Events.ReadAsync(0, null, 10, default);
        Assert.Equal([4, 5], page.Events.Select(one => one.Position));
        Assert.Equal(4, page.Bounds.Oldest);
    }

    [StoreFact]
    public async Task Remove_OfTooMany_KeepsTheNewest()
    {
        for (var i = 0; i < 5; i++)
            await StoreSampleAsync();
        await Events.PublishAsync(default);

        Assert.Equal(3, await Events.RemoveAsync(new Timestamp(0), 2, 1000, default));
        Assert.Equal(new EventBounds(Head: 5, Oldest: 4, HasUnpublished: false), await Events.FindBoundsAsync(default));
        Assert.Equal(0, await Events.RemoveAsync(new Timestamp(0), 2, 1000, default));
    }

    [StoreFact]
    public async Task Remove_MoreThanTheLimit_RemovesTheOldest()
    {
        for (var i = 0; i < 5; i++)
            await StoreSampleAsync();
        await Events.PublishAsync(default);

        Assert.Equal(2, await Events.RemoveAsync(Timestamp.Latest, 1000, 2, default));
        Assert.Equal(3, (await Events.FindBoundsAsync(default)).Oldest);
    }

    [StoreFact]
    public async Task Remove_OfAll_KeepsTheNewestForItsPosition()
    {
        for (var i = 0; i < 3; i++)
            await StoreSampleAsync();
        await Events.PublishAsync(default);
        Assert.Equal(2, await Events.RemoveAsync(Timestamp.Latest, 1000, 1000, default));
        Assert.Equal(0, await Events.RemoveAsync(Timestamp.Latest, 1000, 1000, default));
        Assert.Equal(new EventBounds(Head: 3, Oldest: 3, HasUnpublished: false), await Events.FindBoundsAsync(default));

        await StoreSampleAsync();
        Assert.Equal([4], (await PublishedAsync(3)).Select(one => one.Position));
    }

    [StoreFact]
    public async Task Written_AfterAWrite_IsRaised()
    {
        var raised = 0;
        Events.Written += () => raised++;

        await StoreSampleAsync();
        Assert.Equal(1, raised);
        await Events.PublishAsync(default);
        Assert.Equal(1, raised);
    }
}
