using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>Candidates come from where they are asked for, and nobody sees what they may not read.</summary>
public abstract class SearchStoreSpecification : SearchSpecification
{
    private const string Any = """{"k":{"value":"a"}}""";

    [StoreFact]
    public async Task Sources_OfScopes_ListTheirSamplesInOrderOfCreation()
    {
        var ids = new List<SampleId>();
        foreach (var owner in (string[])["alice", "bob", "alice", "carol", "alice"])
            ids.Add(await CreateAsync(Any, owner: owner));
        await ShareAsync(ids[0], acls => acls with { Read = Make.Users("bob"), Admin = Make.Users("@lab") });
        await ShareAsync(ids[3], acls => acls with { Write = Make.Users("bob"), PublicRead = true });
        await ShareAsync(ids[4], acls => acls with { Write = Make.Users("@lab") });

        await CheckAsync(new AllSource(), ids);
        await CheckAsync(new QueueSource(), ids);
        await CheckAsync(new OwnedSource(Make.User("alice")), [ids[0], ids[2], ids[4]]);
        await CheckAsync(new OwnedSource(Make.User("nobody")), []);
        await CheckAsync(new PublicSource(), [ids[3]]);
        await CheckAsync(new SharedSource(Names("bob")), [ids[0], ids[3]]);
        await CheckAsync(new SharedSource(Names("bob", "@lab", "@other")), [ids[0], ids[3], ids[4]]);
        Assert.Equal([ids[4], ids[3]], await ListAsync(new SharedSource(Names("bob", "@lab")), Everything with { Descending = true }, 2));
    }

    [StoreFact]
    public async Task SharedSource_ManySamplesOfOneOfSeveralNames_AreAllListed()
    {
        var ids = new List<SampleId>();
        for (var i = 0; i < 60; i++)
        {
            ids.Add(await CreateAsync(Any));
            await ShareAsync(ids[i], acls => acls with { Read = i < 40 ? Make.Users("@a") : Make.Users("@b", "@c") });
        }

        var source = new SharedSource(Names("@a", "@b", "@c", "@d"));
        Assert.Equal(ids, await ListAsync(source));
        Assert.Equal(ids.Take(50), await ListAsync(source, limit: 50));
        Assert.Equal(ids.AsEnumerable().Reverse().Take(50), await ListAsync(source, Everything with { Descending = true }, 50));
    }

    [StoreFact]
    public async Task Find_ShowsWhatTheRequesterMayRead()
    {
        var id = await CreateAsync(Any);
        await ShareAsync(id, acls => acls with { Read = Make.Users("reader", "both"), Write = Make.Users("@lab"), Admin = Make.Users("admin") });
        Assert.Equal(AccessLevel.Owner, await LevelAsync("alice"));
        Assert.Equal(AccessLevel.Admin, await LevelAsync("admin"));
        Assert.Equal(AccessLevel.Read, await LevelAsync("reader"));
        Assert.Equal(AccessLevel.Write, await LevelAsync("both", "@lab"));
        Assert.Equal(AccessLevel.Write, await LevelAsync("member", "@other", "@lab"));
        Assert.Null(await LevelAsync("stranger", "@other"));
        Assert.Null(await LevelAsync(null));
        Assert.Equal(AccessLevel.None, (await FindAsync(new AllSource(), Administrator))[0].Level);
        await ShareAsync(id, acls => acls with { PublicRead = true });
        Assert.Equal(AccessLevel.Read, await LevelAsync("stranger"));
        Assert.Equal(AccessLevel.Read, await LevelAsync(null));
    }

    [StoreFact]
    public async Task Find_GivesTheNewestVersion()
    {
        var id = await CreateAsync(Any, "first");
        await SaveAsync(id, """{"k":{"value":"b"}}""", null);
        await ShareAsync(id, acls => acls with { PublicRead = true });
        var candidate = Assert.Single(await FindAsync(new AllSource(), Administrator with { WithAcls = true }));
        var now = Clock.Now.Milliseconds;
        Assert.Equal(
            new SampleFacts(id, null, Make.User("alice"), Make.User("bob"), new Timestamp(now - 1), new Timestamp(now)),
            candidate.Facts);
        Assert.Equal((2, true, 2, 1), (candidate.Version, candidate.PublicRead, candidate.AclVersion, candidate.Nodes));
        Assert.Equal(Content("""{"k":{"value":"b"}}""").NodeTree.ToArray(), candidate.Tree.ToArray());
        Assert.Equal(SampleAcls.OwnedBy(Make.User("alice")) with { PublicRead = true }, candidate.Acls);
        Assert.Null(candidate.Withdrawal);
        Assert.True((await FindAsync(new AllSource(), Administrator with { WithTree = false }))[0].Tree.IsEmpty);
    }

    [StoreFact]
    public async Task Find_Withdrawn_IsShownToTheOwnerWhoAsksForIt()
    {
        var id = await CreateAsync(Any);
        var other = await CreateAsync(Any);
        await ExecuteAsync($"UPDATE samples SET withdrawn_at = 5, withdrawn_by = 'alice', withdrawn_reason = 'wrong' WHERE id = '{id}'");
        var alice = new CandidateView(new Requester(Make.User("alice"), false));
        Assert.Equal([other], (await FindAsync(new AllSource(), alice)).Select(candidate => candidate.Facts.Id));
        foreach (var source in (CandidateSource[])[new WithdrawnSource(null), new WithdrawnSource(Make.User("alice")), new AllSource()])
            Assert.Equal(
                new Withdrawal(Make.User("alice"), new Timestamp(5), "wrong"),
                Assert.Single(await FindAsync(source, alice with { Withdrawn = true })).Withdrawal);
        Assert.Equal(1, await ReadAsync(snapshot => snapshot.CountAsync(new WithdrawnSource(null), 10, default)));
        Assert.Empty(await FindAsync(new WithdrawnSource(Make.User("bob")), alice with { Withdrawn = true }));
        Assert.Empty(await FindAsync(new AllSource(), new CandidateView(new Requester(Make.User("bob"), false)) { Withdrawn = true }));
        Assert.Single(await FindAsync(new AllSource(), Administrator with { Withdrawn = true }));
    }

    [StoreFact]
    public async Task Links_Active_AreFoundAndShown()
    {
        var (id, other) = (await CreateAsync(Any), await CreateAsync(Any));
        var ended = Make.Link(Make.Unit(1, 2, 4), new SampleVersionId(id, 1));
        foreach (var link in (NewLink[])
            [Make.Link(Make.Unit(1, 2, 3, "a"), new SampleVersionId(id, 1)), Make.Link(Make.Unit(1, 2, 3, "b"), new SampleVersionId(id, 1)), ended,
             Make.Link(Make.Unit(1, 9, 3), new SampleVersionId(other, 1))])
            await Links.CreateAsync(link, default);
        await Links.ExpireAsync(Make.Expiry(ended.Id), default);

        Assert.Equal([id, other], await GatherAsync(new LinkSource(new WorkspaceId(1), null, null)));
        Assert.Equal([id], await GatherAsync(new LinkSource(new WorkspaceId(1), 2, null)));
        Assert.Equal([id], await GatherAsync(new LinkSource(new WorkspaceId(1), 2, 3)));
        Assert.Empty(await GatherAsync(new LinkSource(new WorkspaceId(1), 2, 4)));
        Assert.Empty(await GatherAsync(new LinkSource(new WorkspaceId(2), null, null)));
        var found = await FindAsync(new AllSource(), Administrator with { WithLinks = true });
        Assert.Equal([new Upa(new WorkspaceId(1), 2, 3)], found[0].Facts.Links.AsEnumerable());
        Assert.Equal([new Upa(new WorkspaceId(1), 9, 3)], found[1].Facts.Links.AsEnumerable());
    }

    [StoreFact]
    public async Task LinksAndRelations_Many_AreReadInTheOrderAskedUpToANumberButOfTheFirst()
    {
        SampleId[] ids = [await CreateAsync(Any), await CreateAsync(Any), await CreateAsync(Any)];
        for (var i = 0; i < 9; i++)
            await Links.CreateAsync(Make.Link(Make.Unit(1, i + 1, 1), new SampleVersionId(ids[i / 3], 1)), default);
        await ExecuteAsync(
            $"""
            INSERT INTO relations (id, type, from_sample, to_sample, created_at, created_by) VALUES
                ('{Guid.NewGuid()}', 'aliquot_of', '{ids[0]}', '{ids[1]}', 1, 'alice'), ('{Guid.NewGuid()}', 'part_of', '{ids[2]}', '{ids[1]}', 1, 'alice')
            """);
        (int, int, bool)[] Of(IEnumerable<Candidate> found) => [.. found.OrderBy(one => one.Ordinal).Select(one => (one.Facts.Links.Length, one.Entries, one.IsLeftOut))];
        var links = Administrator with { WithLinks = true };

        Assert.Equal([(3, 3, false), (3, 3, false), (3, 3, false)], Of(await FindAsync(new AllSource(), links with { MaxEntries = 9 })));
        Assert.Equal([(3, 3, false), (3, 3, false), (0, 0, true)], Of(await FindAsync(new AllSource(), links with { MaxEntries = 8 })));
        Assert.Equal([(3, 3, false), (0, 0, true), (0, 0, true)], Of(await FindAsync(new AllSource(), links with { MaxEntries = 5 })));
        Assert.Equal([(3, 3, false), (0, 0, true), (0, 0, true)], Of(await FindAsync(new AllSource(), links with { MaxEntries = 1 })));
        var relations = await FindAsync(new AllSource(), Administrator with { WithRelations = true, MaxEntries = 2 });
        Assert.Equal([(0, 1, false), (0, 0, true), (0, 0, true)], Of(relations));
    }

    [StoreFact]
    public async Task Identifiers_Active_AreFoundAndShown()
    {
        var (id, other) = (await CreateAsync(Any), await CreateAsync(Any));
        await ExecuteAsync(
            $"""
            INSERT INTO identifiers (namespace, value, sample_id, added_at, added_by, removed_at, removed_by) VALUES
                ('igsn', '10.58052/IEAWH0001', '{id}', 1, 'alice', NULL, NULL), ('igsn', 'GONE', '{id}', 1, 'alice', 2, 'alice'),
                ('~alice', 'PB-Low-5', '{other}', 1, 'alice', NULL, NULL), ('~alice', 'pb-low-6', '{id}', 1, 'alice', NULL, NULL)
            """);
        Assert.Equal([id], await GatherAsync(new IdentifierSource("igsn", null, null)));
        Assert.Equal([id], await GatherAsync(new IdentifierSource("igsn", ["10.58052/IEAWH0001", "GONE"], null)));
        Assert.Equal([id], await GatherAsync(new IdentifierSource("igsn", null, "10.58052/ieawh")));
        Assert.Equal([id, other], await GatherAsync(new IdentifierSource("~alice", null, "pb-low")));
        Assert.Empty(await GatherAsync(new IdentifierSource("~alice", null, "x")));
        Assert.Empty(await GatherAsync(new IdentifierSource("~bob", null, "")));
        var found = await FindAsync(new AllSource(), Administrator with { WithIdentifiers = true });
        Assert.Equal([("~alice", "PB-Low-5")], found[1].Facts.Identifiers.Select(static one => (one.Namespace, one.Value)));
        Assert.Equal(2, found[0].Facts.Identifiers.Length);
    }

    [StoreFact]
    public async Task Relations_ActiveWhoseOtherEndCanBeRead_AreFoundAndShown()
    {
        var (id, other, hidden) = (await CreateAsync(Any), await CreateAsync(Any), await CreateAsync(Any, owner: "bob"));
        await ExecuteAsync(
            $"""
            INSERT INTO relations (id, type, from_sample, to_sample, created_at, created_by, ended_at, ended_by) VALUES
                ('{Guid.NewGuid()}', 'aliquot_of', '{id}', '{other}', 1, 'alice', NULL, NULL),
                ('{Guid.NewGuid()}', 'part_of', '{id}', '{other}', 1, 'alice', 2, 'alice'),
                ('{Guid.NewGuid()}', 'same_as', '{hidden}', '{id}', 1, 'alice', NULL, NULL)
            """);
        Assert.Equal([id], await GatherAsync(new RelationSource(RelationType.AliquotOf, RelationEnd.To, other)));
        Assert.Equal([id], await GatherAsync(new RelationSource(RelationType.AliquotOf, null, other)));
        Assert.Empty(await GatherAsync(new RelationSource(RelationType.AliquotOf, RelationEnd.From, other)));
        Assert.Equal([other], await GatherAsync(new RelationSource(RelationType.AliquotOf, RelationEnd.From, id)));
        Assert.Empty(await GatherAsync(new RelationSource(RelationType.PartOf, null, other)));
        Assert.Equal([hidden], await GatherAsync(new RelationSource(RelationType.SameAs, RelationEnd.To, id)));

        var alice = new CandidateView(new Requester(Make.User("alice"), false)) { WithRelations = true };
        var found = await FindAsync(new AllSource(), alice);
        Assert.Equal([new SampleRelation(RelationType.AliquotOf, RelationEnd.To, other)], found[0].Facts.Relations.AsEnumerable());
        Assert.Equal([new SampleRelation(RelationType.AliquotOf, RelationEnd.From, id)], found[1].Facts.Relations.AsEnumerable());
        Assert.Equal(2, (await FindAsync(new AllSource(), Administrator with { WithRelations = true }))[0].Facts.Relations.Length);
        await ShareAsync(hidden, acls => acls with { Read = Make.Users("@lab") });
        Assert.Equal(2, (await FindAsync(new AllSource(), alice with { Requester = alice.Requester with { Groups = Make.Users("@lab") } }))[0].Facts.Relations.Length);
    }

    [StoreFact]
    public async Task IdSource_GivesThoseThatAreThere()
    {
        var (id, _) = (await CreateAsync(Any), await CreateAsync(Any));
        Assert.Equal([id], await GatherAsync(new IdSource([id, id, SampleId.New(TimeProvider.System)])));
    }

    [StoreFact]
    public async Task Lists_BySavedAndName_GoOnAfterAnEntry()
    {
        var ids = new List<SampleId>();
        foreach (var name in (string?[])["b", "A", null, "a", "\u00e9", "\U0001F600", "\uFF41"])
            ids.Add(await CreateAsync(Any, name));
        await SaveAsync(ids[0], Any, "b");
        await IndexAllAsync();
        var places = (await FindAsync(new AllSource())).ToDictionary(candidate => candidate.Ordinal, candidate => ids.IndexOf(candidate.Facts.Id));
        foreach (var limit in (int[])[2, 100])
        {
            Assert.Equal([1, 2, 3, 4, 5, 6, 0], await WalkSavedAsync(false, limit));
            Assert.Equal([0, 6, 5, 4, 3, 2, 1], await WalkSavedAsync(true, limit));
            Assert.Equal([1, 3, 6, 0, 4, 5, 2], await WalkNamesAsync(false, limit));
            Assert.Equal([2, 5, 4, 0, 6, 3, 1], await WalkNamesAsync(true, limit));
        }

        async Task<List<int>> WalkSavedAsync(bool descending, int limit) => await ReadAsync(async snapshot =>
        {
            var walked = new List<int>();
            IReadOnlyList<SavedEntry> page;
            for (SavedEntry? after = null; (page = await snapshot.ListBySavedAsync(after, descending, limit, default)).Count > 0; after = page[^1])
                walked.AddRange(page.Select(entry => places[entry.Ordinal]));
            return walked;
        });

        async Task<List<int>> WalkNamesAsync(bool descending, int limit) => await ReadAsync(async snapshot =>
        {
            var walked = new List<int>();
            IReadOnlyList<NameEntry> page;
            for (NameEntry? after = null; (page = await snapshot.ListByNameAsync(after, descending, limit, default)).Count > 0; after = page[^1])
                walked.AddRange(page.Select(entry => places[entry.Ordinal]));
            return walked;
        });
    }

    [StoreFact]
    public async Task IndexState_OfANewDatabase_IsComplete()
    {
        var state = await ReadAsync(snapshot => snapshot.FindIndexStateAsync(default));
        Assert.True(state.IsComplete);
    }

    [StoreFact]
    public async Task Read_WhileOthersWrite_IsOneSnapshot()
    {
        await CreateAsync(Any);
        var counts = await ReadAsync(async snapshot =>
        {
            var before = await snapshot.CountAsync(new AllSource(), Enough, default);
            Task.Run(() => CreateAsync(Any)).Wait();
            return (before, await snapshot.CountAsync(new AllSource(), Enough, default));
        });
        Assert.Equal((1, 1), counts);
        Assert.Equal(2, (await GatherAsync(new AllSource())).Count);
    }

    private async Task CheckAsync(CandidateSource source, IReadOnlyList<SampleId> expected)
    {
        Assert.Equal(expected, await ListAsync(source));
        Assert.Equal(expected.Reverse(), await ListAsync(source, Everything with { Descending = true }));
        Assert.Equal(expected.Take(2), await ListAsync(source, limit: 2));
        Assert.Equal(expected, await GatherAsync(source));
        await ReadAsync(async snapshot =>
        {
            Assert.True(snapshot.IsOrdered(source));
            Assert.True(await snapshot.CountAsync(source, Enough, default) >= expected.Count);
            Assert.True(await snapshot.CountAsync(source, 1, default) <= 1);
            return true;
        });
    }

    private async Task<AccessLevel?> LevelAsync(string? user, params string[] groups)
    {
        var requester = new Requester(user is null ? null : Make.User(user), IsAdministrator: false) { Groups = Make.Users(groups) };
        var found = await FindAsync(new AllSource(), new CandidateView(requester) { WithTree = true });
        return found.Count == 0 ? null : found[0].Level;
    }
}
