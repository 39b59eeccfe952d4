using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.Search;
using SampleService.Search.Tests.Support;
using SampleService.Storage;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Grains.Tests.Finding;

/// <summary>What is found in a database is what a loop over all its samples finds, however far the index is; both databases find the same, in the same order.</summary>
public sealed class StoredFinderTests : IAsyncLifetime
{
    private const int Samples = 60;

    private readonly Clock _clock = new();
    private readonly TemporaryDirectory _folder = new();
    private readonly List<Kept> _kept = [];
    private SqliteDatabase _sqlite = null!;
    private PostgreSqlDatabase _postgres = null!;
    private Database[] _databases = null!;
    private string _name = null!;

    public async Task InitializeAsync()
    {
        _sqlite = SqliteDatabase.Open(
            new SqliteDatabaseOptions { Path = Path.Combine(_folder.Path, "samples.db") }, _clock, NullLogger<SqliteDatabase>.Instance);
        var server = await PostgresServer.SharedAsync();
        _name = await server.CreateDatabaseAsync();
        _postgres = await PostgreSqlDatabase.OpenAsync(
            new PostgreSqlDatabaseOptions { ConnectionString = server.ConnectionString(_name), Sharing = DatabaseSharing.Exclusive, MigrateOnStart = true },
            _clock, NullLogger<PostgreSqlDatabase>.Instance, default);
        _databases =
        [
            new(new Storage.Sqlite.SampleStore(_sqlite), new Storage.Sqlite.SearchStore(_sqlite), new Storage.Sqlite.SearchIndexStore(_sqlite, NullLogger<Storage.Sqlite.SearchIndexStore>.Instance)),
            new(new Storage.PostgreSql.SampleStore(_postgres), new Storage.PostgreSql.SearchStore(_postgres), new Storage.PostgreSql.SearchIndexStore(_postgres, NullLogger<Storage.PostgreSql.SearchIndexStore>.Instance)),
        ];
    }

    public async Task DisposeAsync()
    {
        await _sqlite.DisposeAsync();
        await _postgres.DisposeAsync();
        await (await PostgresServer.SharedAsync()).DropDatabaseAsync(_name);
        _folder.Dispose();
    }

    [PostgresFact]
    public async Task Find_HoweverFarTheIndexIs_BothDatabasesGiveWhatALoopGives()
    {
        var trees = Generated.Sample.Sample(Samples * 3, 20).ToList();
        var queries = Generated.Filter.Sample(120, 20).Select((filter, index) => Query.Of(filter, index)).Where(static query => query.IsAllowed).ToList();
        await SaveAsync(trees[..Samples]);
        await CompareAsync(queries);
        await IndexAsync();
        await CompareAsync(queries);

        // Some are saved again, some are shared otherwise; half of that is indexed.
        await SaveAgainAsync(trees[Samples..(Samples + 20)]);
        foreach (var database in _databases)
            await database.Index.IndexAsync(10, default);
        await CompareAsync(queries);
        await IndexAsync();
        await CompareAsync(queries);
    }

    private async Task SaveAsync(List<Sample> trees)
    {
        foreach (var (tree, number) in trees.Select(static (tree, number) => (tree, number)))
        {
            _clock.Step();
            var owner = new UserName(number % 3 == 0 ? "alice" : number % 3 == 1 ? "bob" : "dora");
            var sample = new NewSample(new SampleId(new Guid(number + 1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, (byte)number)), owner, ContentOf(tree), WriteId.New());
            foreach (var database in _databases)
                await database.Samples.CreateAsync(sample, default);
            var acls = SampleAcls.OwnedBy(owner) with { Read = ReadersOf(number, owner), PublicRead = number % 5 == 0 };
            _kept.Add(new Kept(sample.Id, owner, acls) { Created = Now, Saved = Now, Tree = tree });
            if (acls.PublicRead || acls.Read.Count > 0)
                foreach (var database in _databases)
                    await database.Samples.ReplaceAclsAsync(new NewAcls(sample.Id, 1, acls, WriteId.New(), owner, false), default);
        }
    }

    /// <summary>Nobody, a user, a group, or both.</summary>
    private static UserSet ReadersOf(int number, UserName owner)
    {
        IEnumerable<string> readers = (number % 8) switch { 0 => ["bob"], 1 => [ModelGroups.Red], 2 => [ModelGroups.Blue], 4 => ["bob", ModelGroups.Blue, ModelGroups.Red], _ => [] };
        return UserSet.Of(readers.Select(static name => new UserName(name)).Where(name => name != owner));
    }

    private async Task SaveAgainAsync(List<Sample> trees)
    {
        foreach (var (tree, number) in trees.Select(static (tree, number) => (tree, number)))
        {
            _clock.Step();
            var kept = _kept[number * 3];
            foreach (var database in _databases)
                await database.Samples.SaveVersionAsync(new NewVersion(kept.Id, kept.Owner, ContentOf(tree), null, null, WriteId.New()), default);
            kept.Tree = tree;
            kept.Saved = Now;
        }
    }

    private async Task IndexAsync()
    {
        foreach (var database in _databases)
            while ((await database.Index.IndexAsync(500, default)).HasWorked)
            {
            }
    }

    private async Task CompareAsync(List<Query> queries)
    {
        foreach (var query in queries)
        {
            var expected = query.Loop(_kept);
            foreach (var database in _databases)
            {
                var found = await WalkAsync(database, query);
                Assert.True(expected.SequenceEqual(found), $"{query}: {string.Join(", ", found)} in place of {string.Join(", ", expected)}");
            }
        }
    }

    private static async Task<List<SampleId>> WalkAsync(Database database, Query query)
    {
        var limits = new FindLimits(query.Examined, 1_000_000, 4, 10_000, 20_000);
        using var gate = new FindGate(limits);
        var finder = new SampleFinder(database.Search, new ModelGroups(), new DocumentWriter(NumberForm.AsSent), limits, gate, new LargeScopes(TimeProvider.System));
        var found = new List<SampleId>();
        var asked = query.Ask();
        while (true)
        {
            var page = await finder.FindAsync(asked, CancellationToken.None);
            found.AddRange(page.Samples.Select(static sample => sample.Facts.Id));
            if (page.Next is null)
                return found;
            asked = asked with { After = page.Next };
        }
    }

    private Timestamp Now => Timestamp.Now(_clock);

    private static SampleContent ContentOf(Sample sample)
    {
        using var json = JsonText.Parse(sample.Tree);
        return SampleTree.Read(json.Root).ToContent(sample.Facts.Name);
    }

    /// <summary>Tells the same time to both databases.</summary>
    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(1_795_304_600_000);

        public void Step() => _now = _now.AddMilliseconds(7);

        public override DateTimeOffset GetUtcNow() => _now;
    }

    private sealed record Database(ISampleStore Samples, ISearchStore Search, ISearchIndexStore Index);

    /// <summary>A sample as it is now.</summary>
    private sealed record Kept(SampleId Id, UserName Owner, SampleAcls Acls)
    {
        public required Timestamp Created { get; init; }

        public required Timestamp Saved { get; set; }

        public required Sample Tree { get; set; }

        /// <summary>The same as the finder sees it; nothing has a vocabulary yet.</summary>
        public Sample AsStored => new(
            new SampleFacts(Id, Tree.Facts.Name is { } name ? ContractText.Optional(name, "name") : null, Owner, Owner, Created, Saved),
            ContentOf(Tree).NodeTree.ToArray());
    }

    /// <summary>A call.</summary>
    private sealed record Query(string Text, FindScope Scope, string? Caller, FindSort Sort, bool Descending, int Limit, int Examined)
    {
        public static Query Of(string filter, int index) => new(
            filter, (FindScope)(index % 5), index % 7 == 0 ? null : index % 2 == 0 ? "alice" : "bob", (FindSort)(index / 5 % 3), index % 3 != 0,
            1 + (index % 25), index % 4 == 0 ? 20 : 10_000);

        private Requester Requester => new(Caller is { } name ? new UserName(name) : null, Scope == FindScope.All);

        public bool IsAllowed => (Caller is not null || Scope is FindScope.Public or FindScope.Readable)
            && (Scope is FindScope.Mine or FindScope.Shared || !FilterDrivers.Of(Filters.Read(Text)).IsEmpty);

        public FindQuery Ask() => new(Requester, Scope, Filters.Read(Text), new TestTerms().ContextOf(Text))
        {
            Sort = Sort,
            Descending = Descending,
            Limit = Limit,
        };

        public List<SampleId> Loop(List<Kept> kept)
        {
            var found = kept.Where(IsInScope).Where(sample => Oracle.Holds(Text, sample.AsStored)).ToList();
            var sorted = Sort switch
            {
                FindSort.Saved => found.OrderBy(static sample => sample.Saved.Milliseconds).ThenBy(static sample => sample.Created.Milliseconds),
                FindSort.Name => found.OrderBy(
                    static sample => SamplePostings.SortName(sample.AsStored.Facts.Name), Comparer<string>.Create(ContractText.CompareByCodePoint))
                    .ThenBy(static sample => sample.Created.Milliseconds),
                _ => found.OrderBy(static sample => sample.Created.Milliseconds),
            };
            return [.. (Descending ? sorted.Reverse() : sorted).Select(static sample => sample.Id)];
        }

        private bool IsInScope(Kept sample)
        {
            var isMine = sample.Owner.Value == Caller;
            var isListed = ModelGroups.NamesOf(Caller).Any(name => sample.Acls.Read.Contains(new UserName(name)));
            return Scope switch
            {
                FindScope.Mine => isMine,
                FindScope.Shared => isListed && !isMine,
                FindScope.Public => sample.Acls.PublicRead,
                FindScope.Readable => isMine || isListed || sample.Acls.PublicRead,
                _ => true,
            };
        }
    }
}
