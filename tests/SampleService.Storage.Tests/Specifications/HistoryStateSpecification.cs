using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every <see cref="IHistoryStore"/> says of samples at a moment.</summary>
public abstract class HistoryStateSpecification : StoreSpecification
{
    private static readonly UserName Alice = Make.User("alice"), Bob = Make.User("bob");

    [StoreFact]
    public async Task Samples_AtAMoment_HaveTheVersionsOfThen()
    {
        var created = Clock.Now;
        var sample = (await StoreSampleAsync("root")).Sample;
        Clock.Now = created.Plus(10);
        await Samples.SaveVersionAsync(Make.Version(sample), default);
        Clock.Now = created.Plus(20);
        await Samples.SaveVersionAsync(Make.Version(sample), default);

        async Task<int> VersionsAt(Timestamp? at) => (await OneAsync(sample, Bob, at)).Versions;
        foreach (var (after, versions) in ((long, int)[])[(-1, 0), (0, 1), (9, 1), (10, 2), (19, 2), (20, 3), (999, 3)])
            Assert.Equal(versions, await VersionsAt(created.Plus(after)));
        Assert.Equal(3, await VersionsAt(null));
    }

    [StoreFact]
    public async Task Samples_HaveTheLevelOfTheUser()
    {
        var one = (await StoreSampleAsync("root")).Sample;
        var other = (await StoreSampleAsync("root")).Sample;
        await ChangeAclsAsync(one, 1, acls => acls with { Write = Make.Users("bob"), Admin = Make.Users("@lab") });
        await ChangeAclsAsync(other, 1, acls => acls with { PublicRead = true });
        SampleId[] asked = [one, other, SampleId.New(TimeProvider.System), one];

        async Task<string> LevelsOf(UserName? user, params string[] groups) => string.Join(' ', (await ReadAsync(
                s => s.FindSamplesAsync(new Requester(user, false) { Groups = Make.Users(groups) }, asked, null, default)))
            .OrderBy(found => found.Id == other).Select(found => found.Level));
        Assert.Equal("Owner Owner", await LevelsOf(Alice));
        Assert.Equal("Write Read", await LevelsOf(Bob));
        Assert.Equal("None Read", await LevelsOf(null));
        Assert.Equal("Admin Read", await LevelsOf(Bob, "@other", "@lab"));
        var found = await OneAsync(one, Bob, null);
        Assert.Equal(
            (one, Alice, false, 2L, Clock.Now, Alice, true, null),
            (found.Id, found.Owner, found.PublicRead, found.AclVersion, found.Created, found.Creator, found.IsKeptFromCreation, found.Withdrawn));
    }

    [StoreFact]
    public async Task Acls_AreThePresentOnes_AndStatesThoseOfTheMoment()
    {
        var began = Clock.Now;
        var sample = (await StoreSampleAsync("root")).Sample;
        var untouched = (await StoreSampleAsync("root")).Sample;
        Clock.Now = began.Plus(10);
        await ChangeAclsAsync(sample, 1, acls => acls with { Admin = Make.Users("carol"), Read = Make.Users("bob", "ñ") });
        Clock.Now = began.Plus(20);
        await ChangeAclsAsync(sample, 2, acls => acls with { Read = Make.Users("bob"), PublicRead = true });

        var present = await ReadAsync(async s => await s.FindAclsAsync(await s.FindSamplesAsync(default, [sample, untouched], null, default), default));
        Assert.Equal((Make.Users("carol"), Make.Users("bob"), true), (present[sample].Admin, present[sample].Read, present[sample].PublicRead));
        Assert.Equal(SampleAcls.OwnedBy(Alice), present[untouched]);

        async Task<string> StatesAt(long after) => string.Join(' ', (await ReadAsync(s => s.FindAclStatesAsync([sample, untouched], began.Plus(after), default)))
            .SelectMany(states => states).OrderBy(state => state.AclVersion)
            .Select(state => $"{state.AclVersion}:{string.Join(',', state.After.Read)}:{state.IsFirstState}"));
        Assert.Equal("2:bob,ñ:False", await StatesAt(9));
        Assert.Equal("2:bob,ñ:False", await StatesAt(19));
        Assert.Equal("2:bob,ñ:False 3:bob:False", await StatesAt(20));
    }

    [StoreFact]
    public async Task Versions_AreThoseOfTheseIds()
    {
        var first = await StoreSampleAsync("root");
        await Samples.SaveVersionAsync(Make.Version(first.Sample, "other"), default);
        var second = first with { Version = 2 };

        var found = await ReadAsync(s => s.FindVersionsAsync([second, first, first with { Version = 3 }, second], default));
        Assert.Equal([1, 2], found.Select(version => version.Id.Version).Order());
        Assert.Equal((await Samples.FindVersionAsync(second, default))!.NodeTree.ToArray(), found.Single(version => version.Id == second).NodeTree.ToArray());
        Assert.Empty(await ReadAsync(s => s.FindWithdrawnAsync([first, second], default)));
        Assert.True(await ReadAsync(s => s.HasNodeAsync(second, new NodeId("other"), default)));
        Assert.False(await ReadAsync(s => s.HasNodeAsync(first, new NodeId("other"), default)));
    }

    [StoreFact]
    public async Task Links_AtAMoment_AreThoseActiveThen()
    {
        var sample = await StoreSampleAsync("root");
        var began = Clock.Now;
        var first = Make.Link(Make.Unit(1, 1, 1), sample);
        await Links.CreateAsync(first, default);
        Clock.Now = began.Plus(10);
        var second = Make.Link(Make.Unit(2, 1, 1), sample);
        await Links.CreateAsync(second, default);
        Clock.Now = began.Plus(20);
        await Links.ExpireAsync(Make.Expiry(first.Id), default);

        async Task<string> LinksAt(Timestamp? at, int max = 10, params long[] workspaces) => string.Join(' ', (await ReadAsync(s => s.FindLinksAsync(
                [sample, sample with { Version = 2 }], at, workspaces.Length == 0 ? null : workspaces.Select(id => new WorkspaceId(id)).ToHashSet(), max, default)))
            .Select(link => link.Id == first.Id ? 1 : 2).Order());
        Assert.Equal("2", await LinksAt(null));
        Assert.Equal("", await LinksAt(began.Plus(-1)));
        Assert.Equal("1", await LinksAt(began.Plus(9)));
        Assert.Equal("1 2", await LinksAt(began.Plus(10)));
        Assert.Equal("1 2", await LinksAt(began.Plus(20)));
        Assert.Equal("2", await LinksAt(began.Plus(21)));
        Assert.Equal("1", await LinksAt(began.Plus(15), 10, 1, 3));
        Assert.Single(await ReadAsync(s => s.FindLinksAsync([sample], began.Plus(15), null, 1, default)));
    }

    [StoreFact]
    public async Task RelationsAndIdentifiers_NoneThere_AreNone()
    {
        var sample = (await StoreSampleAsync("root")).Sample;
        foreach (var at in (Timestamp?[])[null, Clock.Now])
        {
            Assert.Empty(await ReadAsync(s => s.FindRelationsAsync(new Requester(Bob, false), [sample], at, default)));
            Assert.Empty(await ReadAsync(s => s.FindIdentifiersAsync([sample], at, default)));
        }
    }

    private async Task<SampleMoment> OneAsync(SampleId sample, UserName? user, Timestamp? at) =>
        Assert.Single(await ReadAsync(s => s.FindSamplesAsync(new Requester(user, false), [sample], at, default)));

    private async Task ChangeAclsAsync(SampleId sample, long seen, Func<SampleAcls, SampleAcls> change)
    {
        var acls = (await Samples.FindAsync(sample, default))!.Acls;
        Assert.True((await Samples.ReplaceAclsAsync(new NewAcls(sample, seen, change(acls), WriteId.New(), Alice, false), default)).Changed);
    }

    private ValueTask<T> ReadAsync<T>(Func<IHistorySnapshot, Task<T>> read) => History.ReadAsync((snapshot, _) => read(snapshot), default);
}
