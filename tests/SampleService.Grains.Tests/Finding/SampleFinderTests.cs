using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.Search;
using SampleService.Search.Tests.Support;

namespace SampleService.Grains.Tests.Finding;

/// <summary>What is found is what a loop over all samples finds, in the same order, whatever candidates the indexes propose.</summary>
public class SampleFinderTests
{
    private static readonly string?[] Callers = ["alice", "bob", "carol", null];

    /// <summary>Samples of three owners; of some the index is out of date, or has nothing.</summary>
    private static readonly Gen<List<ModelSample>> Worlds = OneSample.ListOf().Select(static drawn => drawn.Take(30)
        .Select(static (one, index) => one(index)).ToList());

    private static readonly Gen<Query> Queries =
        from filter in Gen.OneOf(Gen.Constant<string?>(null), Generated.Filter.Select(static filter => (string?)filter))
        from scope in Gen.Elements(FindScope.Mine, FindScope.Shared, FindScope.Public, FindScope.Readable, FindScope.All)
        from caller in Gen.Elements(Callers)
        from sort in Gen.Elements(FindSort.Created, FindSort.Saved, FindSort.Name)
        from down in Gen.Elements(true, false)
        from limit in Gen.Choose(1, 12)
        from examined in Gen.Elements(3, 10, 10_000)
        from gathered in Gen.Elements(0, 3, 10_000)
        from counted in Gen.Elements(4, 20_000)
        select new Query(filter, scope, caller, sort, down, limit, examined, gathered, counted);

    private static Gen<Func<int, ModelSample>> OneSample =>
        from head in Generated.Sample
        from former in Generated.Sample
        from owner in Gen.Elements("alice", "bob", "dora")
        from listed in Gen.Elements("alice", "bob", "carol", ModelGroups.Red, ModelGroups.Blue).ListOf()
        from isPublic in Gen.Elements(true, false, false)
        from index in Gen.Elements(0, 1, 2, 2)
        from saved in Gen.Choose(1000, 1005)
        select (Func<int, ModelSample>)(number => new ModelSample
        {
            Ordinal = (1000L + (number / 3)) * 1048576 + number,
            Head = Placed(head, number, owner, saved),
            Indexed = null,
            Listed = [.. listed.Where(name => name != owner)],
            IsPublic = isPublic,
        }.IndexedAs(index switch { 0 => null, 1 => Placed(former, number, owner, saved - 1), _ => Same }));

    private static Facet Depth { get; } = new("depth", null, "value", 3);

    private static Sample Same { get; } = Sample.WithUser("{}");

    [Fact]
    public void Find_WalkedToTheEnd_GivesWhatALoopGivesInItsOrder() => Properties.ForAll(
        Worlds.Zip(Queries).Where(static t => t.Item2.IsAllowed),
        static t =>
        {
            try
            {
                Assert.Equal(t.Item2.Loop(t.Item1), Walk(t.Item1, t.Item2, _ => { }));
            }
            catch (ServiceException e) when (t.Item2 is { Sort: not FindSort.Created, Filter: not null, } query && (query.Gathered < 10_000 || query.Counted < 20_000))
            {
                Assert.Equal((ErrorKind.IllegalParameter, $"sort by {(t.Item2.Sort == FindSort.Saved ? "saved" : "name")} needs a narrower filter"), (e.Kind, e.Detail));
            }
        });

    [Fact]
    public void Find_OthersAreSavedBetweenPages_GivesEachThatMatchedThroughoutOnce() => Properties.ForAll(
        Worlds.Zip(Queries.Where(static query => query.Sort == FindSort.Created && query.IsAllowed)).Zip(Generated.Sample),
        static t =>
        {
            var (world, query) = t.Item1;
            var changed = world.Where((_, index) => index % 2 == 0).ToList();
            var expected = query.Loop(world).Except(changed.Select(static sample => sample.Ordinal)).ToList();
            var next = 0;
            var found = Walk(world, query, _ =>
            {
                if (next >= changed.Count)
                    return;
                var sample = changed[next++];
                sample.Head = Placed(t.Item2, 77, sample.Head.Facts.Owner.Value, 2000 + next) with { };
            });
            Assert.Equal(expected, found.Where(expected.Contains));
            Assert.Distinct(found);
        });

    [Fact]
    public void Find_Count_IsTheLengthOfTheWalk() => Properties.ForAll(
        Worlds.Zip(Queries).Where(static t => t.Item2 is { IsAllowed: true, Examined: 10_000, Gathered: 10_000, Counted: 20_000 }),
        static t => Assert.Equal(new FoundCount(t.Item2.Loop(t.Item1).Count, IsExact: true), PageOf(t.Item1, t.Item2, null, count: true).Count));

    [Fact]
    public void Find_Facets_AreCountedOverTheWholeWalk() => Properties.ForAll(
        Worlds.Zip(Queries).Where(static t => t.Item2 is { IsAllowed: true, Examined: 10_000, Gathered: 10_000, Counted: 20_000 }),
        static t =>
        {
            var matching = t.Item2.Loop(t.Item1).Select(ordinal => t.Item1.Single(sample => sample.Ordinal == ordinal).Head);
            var expected = FacetOracle.Count(Depth, matching);
            var counts = Assert.Single(PageOf(t.Item1, t.Item2, null, count: false, Depth).Facets);
            Assert.True(counts.IsExact);
            Assert.Equal(expected.Samples, counts.Values.Select(static value => value.Samples));
            Assert.Equal((expected.Others, expected.Missing), (counts.Others, counts.Missing));
        });

    [Fact]
    public void Find_FacetsBeyondTheAllowance_AreNotExact() => Properties.ForAll(
        Worlds.Zip(Queries).Where(static t => t.Item2 is { IsAllowed: true, Examined: 3, Gathered: 10_000, Counted: 20_000, Sort: FindSort.Created } && t.Item1.Count > 0),
        static t =>
        {
            var page = PageOf(t.Item1, t.Item2, null, count: false, Depth);
            var counts = Assert.Single(page.Facets);
            Assert.InRange(page.Examined, 0, 3);
            Assert.True(counts.Missing + counts.Others + counts.Values.Sum(static value => value.Samples) >= page.Samples.Count);
            if (page.Examined < 3)
                Assert.True(counts.IsExact);
        });

    /// <summary>All ordinals in the order found. Each page ends in time, and moves on.</summary>
    private static List<long> Walk(List<ModelSample> world, Query query, Action<FoundPage> between)
    {
        var ordinals = world.ToDictionary(static sample => sample.Head.Facts.Id, static sample => sample.Ordinal);
        var found = new List<long>();
        FindPosition? after = null;
        for (var pages = 0; ; pages++)
        {
            Assert.True(pages < 500, "the walk does not end");
            var page = PageOf(world, query, after, count: false);
            Assert.InRange(page.Examined, 0, query.Examined);
            Assert.InRange(page.Samples.Count, 0, query.Limit);
            found.AddRange(page.Samples.Select(sample => ordinals[sample.Facts.Id]));
            if (page.Next is null)
                return found;
            Assert.NotEqual(after, page.Next);
            after = FindPosition.Of(page.Next.ToBytes());
            between(page);
            foreach (var sample in world)
                ordinals[sample.Head.Facts.Id] = sample.Ordinal;
        }
    }

    private static FoundPage PageOf(List<ModelSample> world, Query query, FindPosition? after, bool count, params ImmutableArray<Facet> facets)
    {
        var limits = new FindLimits(query.Examined, 1_000_000, 4, query.Gathered, query.Counted);
        using var gate = new FindGate(limits);
        var finder = new SampleFinder(new MemorySearchStore(world), new ModelGroups(), new DocumentWriter(NumberForm.AsSent), limits, gate, new LargeScopes(TimeProvider.System));
        var asked = new FindQuery(query.Requester, query.Scope, query.Read(), query.Context)
        {
            Sort = query.Sort,
            Descending = query.Descending,
            Limit = query.Limit,
            After = after,
            Count = count,
            Facets = facets,
        };
        var page = finder.FindAsync(asked, CancellationToken.None).GetAwaiter().GetResult();
        // What is remembered of the scope changes nothing.
        var again = finder.FindAsync(asked, CancellationToken.None).GetAwaiter().GetResult();
        Assert.Equal((page.Next, page.Examined, page.Count), (again.Next, again.Examined, again.Count));
        Assert.Equal(page.Samples.Select(static sample => sample.Facts.Id), again.Samples.Select(static sample => sample.Facts.Id));
        return page;
    }

    private static Sample Placed(Sample sample, int number, string owner, long saved) => sample with
    {
        Facts = sample.Facts with
        {
            Id = new SampleId(new Guid(number, 0, (short)saved, 0, 0, 0, 0, 0, 0, 0, 1)),
            Owner = new UserName(owner),
            Created = new Timestamp(1000 + (number / 3)),
            Saved = new Timestamp(saved),
        },
    };

    /// <summary>A call.</summary>
    private sealed record Query(
        string? Filter, FindScope Scope, string? Caller, FindSort Sort, bool Descending, int Limit, int Examined, int Gathered, int Counted)
    {
        public Requester Requester => new(Caller is { } name ? new UserName(name) : null, Scope == FindScope.All);

        public EvaluationContext Context => Filter is null ? EvaluationContext.Empty : new TestTerms().ContextOf(Filter);

        /// <summary>Whether the contract lets it through.</summary>
        public bool IsAllowed => (Caller is not null || Scope is not (FindScope.Mine or FindScope.Shared))
            && (Filter is null || Scope is FindScope.Mine or FindScope.Shared || !FilterDrivers.Of(Read()!).IsEmpty);

        public Filter? Read() => Filter is null ? null : Filters.Read(Filter);

        public List<long> Loop(List<ModelSample> world)
        {
            var found = world.Where(IsInScope).Where(sample => Filter is null || Oracle.Holds(Filter, sample.Head))
                .Select(sample => (
                    Key: Sort == FindSort.Saved ? sample.Head.Facts.Saved.Milliseconds : 0,
                    Name: Sort == FindSort.Name ? SamplePostings.SortName(sample.Head.Facts.Name) : "",
                    sample.Ordinal))
                .ToList();
            found.Sort(static (one, other) => one.Key != other.Key ? one.Key.CompareTo(other.Key)
                : ContractText.CompareByCodePoint(one.Name, other.Name) is not 0 and var order ? order : one.Ordinal.CompareTo(other.Ordinal));
            if (Descending)
                found.Reverse();
            return [.. found.Select(static one => one.Ordinal)];
        }

        private bool IsInScope(ModelSample sample)
        {
            var isMine = sample.Head.Facts.Owner.Value == Caller;
            var isListed = ModelGroups.NamesOf(Caller).Any(sample.Listed.Contains);
            return Scope switch
            {
                FindScope.Mine => isMine,
                FindScope.Shared => isListed && !isMine,
                FindScope.Public => sample.IsPublic,
                FindScope.Readable => isMine || isListed || sample.IsPublic,
                _ => true,
            };
        }
    }
}

/// <summary>Makes samples of the model.</summary>
internal static class ModelSampleExtensions
{
    /// <summary>The postings that are in place: none, those of another version, or those of the newest.</summary>
    public static ModelSample IndexedAs(this ModelSample sample, Sample? indexed)
    {
        sample.Indexed = indexed is null ? null : indexed.Facts.Id == Sample.Id ? sample.Head : indexed;
        return sample;
    }
}
