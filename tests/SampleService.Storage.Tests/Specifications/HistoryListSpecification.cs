using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every <see cref="IHistoryStore"/> lists of what happened to samples.</summary>
public abstract class HistoryListSpecification : StoreSpecification
{
    private static readonly Timestamp Always = Timestamp.Earliest, Ever = Timestamp.Latest;

    [StoreFact]
    public async Task Versions_AreListedInBothDirections()
    {
        var sample = (await StoreSampleAsync("a", "b")).Sample;
        var began = Clock.Now;
        for (var i = 0; i < 3; i++)
        {
            Clock.Now = Clock.Now.Plus(10);
            await Samples.SaveVersionAsync(Make.Version(sample), default);
        }

        async Task<string> List(NumberRange range, int limit) =>
            string.Join(' ', (await ReadAsync(s => s.ListVersionsAsync(sample, range, limit, default))).Select(entry => entry.Version));
        Assert.Equal("1 2 3 4", await List(NumberRange.Whole(Always, Ever, false), 9));
        Assert.Equal("4 3", await List(NumberRange.Whole(Always, Ever, true), 2));
        Assert.Equal("3", await List(new NumberRange(2, Always, Ever, false), 1));
        Assert.Equal("2 1", await List(new NumberRange(3, Always, Ever, true), 9));
        Assert.Equal("2 3", await List(NumberRange.Whole(began.Plus(1), began.Plus(20), false), 9));
        Assert.Equal(
            new VersionEntry(1, "a sample", 2, null, false, Make.User("alice"), began),
            (await ReadAsync(s => s.ListVersionsAsync(sample, NumberRange.Whole(Always, began, false), 9, default))).Single());
    }

    [StoreFact]
    public async Task AclChanges_HaveTheStateBefore()
    {
        var sample = Make.Sample();
        await Samples.CreateAsync(sample, default);
        var acls = SampleAcls.OwnedBy(sample.Owner);
        var states = new[] { acls, acls with { Read = Make.Users("bob") }, acls with { Write = Make.Users("bob") }, acls with { PublicRead = true } };
        for (var i = 1; i < states.Length; i++)
            await Samples.ReplaceAclsAsync(new NewAcls(sample.Id, i, states[i], WriteId.New(), Make.User("carol"), i == 2), default);

        var changes = await ReadAsync(s => s.ListAclChangesAsync(sample.Id, NumberRange.Whole(Always, Ever, false), 9, default));
        Assert.Equal([2, 3, 4], changes.Select(change => change.AclVersion));
        Assert.Equal(states[1..], changes.Select(change => change.After));
        Assert.Equal([null, .. states[1..3]], changes.Select(change => change.Before));
        Assert.Equal([false, true, false], changes.Select(change => change.IsAdministrator));
        Assert.All(changes, change => Assert.Equal((Make.User("carol"), Clock.Now, false), (change.By, change.At, change.IsFirstState)));
        var back = await ReadAsync(s => s.ListAclChangesAsync(sample.Id, NumberRange.Whole(Always, Ever, true), 2, default));
        Assert.Equal(changes.Reverse().Take(2), back);
    }

    [StoreFact]
    public async Task Links_OfEverySeries_AreListedInBothDirections()
    {
        var sample = await StoreSampleAsync("root");
        var other = await StoreSampleAsync("root");
        var made = new List<LinkId>();
        for (var i = 0; i < 7; i++)
        {
            // Several of one millisecond, told apart by their ids.
            Clock.Now = Clock.Now.Plus(i % 2);
            var link = Make.Link(Make.Unit(1 + (i / 6), 1 + (i % 2), i + 1), i == 5 ? other : sample);
            await Links.CreateAsync(link, default);
            made.Add(link.Id);
        }

        foreach (var id in made.Take(3))
            await Links.ExpireAsync(Make.Expiry(id), default);

        await CheckAsync(new SampleLinks(sample.Sample), made.Where((_, i) => i != 5), link => link.Created);
        await CheckAsync(new EndedSampleLinks(sample.Sample), made.Take(3), link => link.Expired!.Value);
        await CheckAsync(new ObjectLinks(new WorkspaceId(1), 2), made.Where((_, i) => i % 2 == 1), link => link.Created);
        await CheckAsync(new WorkspaceLinks(new WorkspaceId(1)), made.Take(6), link => link.Created);
        await CheckAsync(new WorkspaceLinks(new WorkspaceId(9)), [], link => link.Created);
    }

    [StoreFact]
    public async Task Links_WithinTimes_AreTheseAlone()
    {
        var sample = await StoreSampleAsync("root");
        var began = Clock.Now;
        for (var i = 0; i < 4; i++)
        {
            Clock.Now = began.Plus(i);
            await Links.CreateAsync(Make.Link(Make.Unit(1, 1, i + 1), sample), default);
        }

        foreach (var descending in (bool[])[false, true])
            Assert.Equal([2, 3], (await ReadAsync(s => s.ListLinksAsync(
                new SampleLinks(sample.Sample), TimeRange.Whole(began.Plus(1), began.Plus(2), descending), 9, default))).Select(link => link.Unit.Upa.Version).Order());
    }

    [StoreFact]
    public async Task RelationsIdentifiersWithdrawals_NoneThere_AreNone()
    {
        var sample = (await StoreSampleAsync("root")).Sample;
        foreach (var descending in (bool[])[false, true])
        {
            var range = TimeRange.Whole(Always, Ever, descending);
            foreach (var byEnd in (bool[])[false, true])
            {
                Assert.Empty(await ReadAsync(s => s.ListRelationsAsync(default, sample, byEnd, range, 9, default)));
                Assert.Empty(await ReadAsync(s => s.ListIdentifiersAsync(sample, byEnd, range, 9, default)));
            }

            Assert.Empty(await ReadAsync(s => s.ListWithdrawalsAsync(sample, range, 9, default)));
        }
    }

    /// <summary>A series is all of these links in order, whether at once or one at a time, forwards or backwards.</summary>
    private async Task CheckAsync(LinkSeries series, IEnumerable<LinkId> expected, Func<DataLink, Timestamp> time)
    {
        var all = await ReadAsync(s => s.ListLinksAsync(series, TimeRange.Whole(Always, Ever, false), 99, default));
        Assert.Equal(expected.ToHashSet(), all.Select(link => link.Id).ToHashSet());
        Assert.Equal(all.OrderBy(time).ThenBy(link => link.Id.ToString(), StringComparer.Ordinal), all);
        foreach (var descending in (bool[])[false, true])
        {
            var walked = new List<DataLink>();
            var range = TimeRange.Whole(Always, Ever, descending);
            while ((await ReadAsync(s => s.ListLinksAsync(series, range, 1, default))).SingleOrDefault() is { } next)
            {
                walked.Add(next);
                range = range with { After = new TimedId(time(next), next.Id.Value) };
            }

            Assert.Equal(descending ? all.Reverse() : all, walked);
        }
    }

    private ValueTask<T> ReadAsync<T>(Func<IHistorySnapshot, Task<T>> read) => History.ReadAsync((snapshot, _) => read(snapshot), default);
}
