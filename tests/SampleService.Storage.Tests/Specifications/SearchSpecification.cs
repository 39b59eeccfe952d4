using System.Collections.Immutable;
using SampleService.Domain;
using SampleService.Search;
using SampleService.Search.Tests.Support;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What the specifications of the search share.</summary>
public abstract class SearchSpecification : StoreSpecification
{
    /// <summary>More than any test has.</summary>
    protected const int Enough = 10_000;

    /// <summary>Everything, the oldest first.</summary>
    protected static readonly OrdinalRange Everything = new(0, long.MaxValue, Descending: false);

    /// <summary>An administrator, who is shown the trees.</summary>
    protected static readonly CandidateView Administrator = new(new Requester(null, IsAdministrator: true)) { WithTree = true };

    /// <summary>Content of one node with this user metadata.</summary>
    protected static SampleContent Content(string metadata, string? name = "soil core")
    {
        var tree = Sample.WithUser(metadata).Tree;
        return new SampleContent(name, tree, [new NodeEntry(new NodeId("root"), 1, tree.Length - 2, NodeEntry.NoParent)]);
    }

    /// <summary>Stores a sample, a millisecond after the one before.</summary>
    protected async Task<SampleId> CreateAsync(SampleContent content, string owner = "alice")
    {
        Clock.Now = Clock.Now.Plus(1);
        var id = SampleId.New(TimeProvider.System);
        await Samples.CreateAsync(new NewSample(id, Make.User(owner), content, WriteId.New()), default);
        return id;
    }

    /// <summary>Stores a sample of one node with this user metadata.</summary>
    protected Task<SampleId> CreateAsync(string metadata, string? name = "soil core", string owner = "alice") =>
        CreateAsync(Content(metadata, name), owner);

    /// <summary>Stores the next version of a sample.</summary>
    protected async Task SaveAsync(SampleId id, string metadata, string? name = "soil core")
    {
        Clock.Now = Clock.Now.Plus(1);
        await Samples.SaveVersionAsync(new NewVersion(id, Make.User("bob"), Content(metadata, name), null, null, WriteId.New()), default);
    }

    /// <summary>Changes who may do what.</summary>
    protected async Task ShareAsync(SampleId id, Func<SampleAcls, SampleAcls> change)
    {
        var header = (await Samples.FindAsync(id, default))!;
        await Samples.ReplaceAclsAsync(
            new NewAcls(id, header.AclVersion, change(header.Acls), WriteId.New(), header.Acls.Owner, AsAdministrator: false), default);
    }

    /// <summary>Empties the queue.</summary>
    protected async Task IndexAllAsync()
    {
        while ((await Index.IndexAsync(500, default)).HasWorked)
        {
        }
    }

    /// <summary>Runs a query on a snapshot of its own.</summary>
    protected ValueTask<T> ReadAsync<T>(Func<ISearchSnapshot, Task<T>> query) => Search.ReadAsync((snapshot, _) => query(snapshot), default);

    /// <summary>The candidates that a view shows.</summary>
    protected async Task<IReadOnlyList<Candidate>> FindAsync(CandidateSource source, CandidateView? view = null) => await ReadAsync(async snapshot =>
    {
        var ordinals = await snapshot.GatherAsync(source, Enough, default);
        return (IReadOnlyList<Candidate>)[.. (await snapshot.FindAsync(ordinals, view ?? Administrator, default)).OrderBy(candidate => candidate.Ordinal)];
    });

    /// <summary>The samples that a source gives, in order of creation.</summary>
    protected async Task<IReadOnlyList<SampleId>> GatherAsync(CandidateSource source) =>
        [.. (await FindAsync(source)).Select(candidate => candidate.Facts.Id)];

    /// <summary>The samples that an ordered source lists.</summary>
    protected async Task<IReadOnlyList<SampleId>> ListAsync(CandidateSource source, OrdinalRange? range = null, int limit = Enough) =>
        await ReadAsync(async snapshot =>
        {
            var ordinals = await snapshot.ListAsync(source, range ?? Everything, limit, default);
            var ids = (await snapshot.FindAsync(ordinals, Administrator, default)).ToDictionary(candidate => candidate.Ordinal, candidate => candidate.Facts.Id);
            return (IReadOnlyList<SampleId>)[.. ordinals.Select(ordinal => ids[ordinal])];
        });

    /// <summary>The postings that a condition asks for.</summary>
    protected static PostingSource Postings(string condition) =>
        new(PostingQueries.Of((Condition)Filters.Read(condition), new TestTerms().ContextOf(condition).Terms)!);

    /// <summary>The postings of the key <c>k</c> that a condition asks for.</summary>
    protected static PostingSource OnKey(string members) => Postings(Filters.OnKey(members));

    /// <summary>Names as they stand in ACLs.</summary>
    protected static ImmutableArray<UserName> Names(params string[] names) => [.. names.Select(Make.User)];
}
