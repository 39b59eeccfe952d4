using System.Data;
using Npgsql;
using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Storage.PostgreSql;

/// <summary>One snapshot of a PostgreSQL database.</summary>
internal sealed class SearchSnapshot(PostgreSqlSession session, NumberCache cache, SearchQueue queue, SearchIndexState state) : ISearchSnapshot
{
    /// <summary>So many times more than the most that is wanted words have to be in, by what a few samples tell, for not being counted.</summary>
    private const int FrequencyMargin = 4;

    /// <summary>Fewer samples with the words tell nothing.</summary>
    private const int LeastFound = 8;

    private readonly Dictionary<PostingQuery, PostingLookup> _lookups = new(ReferenceEqualityComparer.Instance);
    private readonly GatheredSources _gathered = new();

    public Task<SearchIndexState> FindIndexStateAsync(CancellationToken cancellation) => Task.FromResult(state);

    public bool IsOrdered(CandidateSource source) => source switch
    {
        OwnedSource or SharedSource or PublicSource or AllSource or WithdrawnSource or QueueSource => true,
        PostingSource posting => PostingLookup.IsOrdered(posting.Query, areWordsOrdered: false),
        _ => false,
    };

    public async Task<int> CountAsync(CandidateSource source, int max, CancellationToken cancellation)
    {
        if (max <= 0)
            return 0;
        if (await CountStatementOfAsync(source, max, cancellation).ConfigureAwait(false) is { } ordered)
            return await session.ReadSingleAsync(ordered, static row => row.GetInt32(0), cancellation).ConfigureAwait(false);
        if (source is PostingSource { Query: var query } && await AreFrequentAsync(query, max, cancellation).ConfigureAwait(false))
            return max;
        return (await GatherAsync(source, max, cancellation).ConfigureAwait(false)).Count;
    }

    public async Task<IReadOnlyList<long>> ListAsync(
        CandidateSource source, OrdinalRange range, int limit, CancellationToken cancellation)
    {
        if (source is SharedSource { Names.Length: not 1 } shared)
        {
            var names = shared.Names.Select(static name => name.Value).Distinct().ToArray();
            return await MergedRanges.ListAsync(
                names.Length, range, limit,
                (span, each) => ReadRangesAsync(OrderedStatements.List(SearchSql.Shared, span, each).Bind(names), cancellation)).ConfigureAwait(false);
        }

        if (source is PostingSource { Query: TextIsQuery query })
        {
            var lookup = await FindLookupAsync(query, cancellation).ConfigureAwait(false);
            return await MergedRanges.ListAsync(
                lookup.Texts.Count, range, limit,
                (span, each) => ReadRangesAsync(OrderedStatements.ListOf(lookup, span, each), cancellation)).ConfigureAwait(false);
        }

        return (await ListAsync([source], range, limit, cancellation).ConfigureAwait(false))[0];
    }

    public async Task<IReadOnlyList<IReadOnlyList<long>>> ListAsync(
        IReadOnlyList<CandidateSource> sources, OrdinalRange range, int limit, CancellationToken cancellation)
    {
        var listed = new IReadOnlyList<long>[sources.Count];
        var together = new List<(int Place, PostgreSqlStatement Statement)>();
        for (var i = 0; i < listed.Length; i++)
            if (OrderedStatements.ListOf(sources[i], range, limit) is { } statement)
                together.Add((i, statement));
            else if (sources[i] is SharedSource or PostingSource { Query: TextIsQuery })
                listed[i] = await ListAsync(sources[i], range, limit, cancellation).ConfigureAwait(false);
            else
                throw new ArgumentException("A source has no order.", nameof(sources));
        if (together.Count == 0)
            return listed;
        await session.RunAsync(
            together.Select(static one => one.Statement),
            async (rows, token) =>
            {
                foreach (var (place, _) in together)
                {
                    var ordinals = new List<long>();
                    while (await rows.ReadAsync(token).ConfigureAwait(false))
                        ordinals.Add(rows.GetInt64(0));
                    listed[place] = ordinals;
                    if (sources[place] is QueueSource)
                        queue.CountRead(ordinals.Count);
                    await rows.NextResultAsync(token).ConfigureAwait(false);
                }

                return true;
            },
            CommandBehavior.Default, cancellation).ConfigureAwait(false);
        return listed;
    }

    public async Task<IReadOnlyList<long>> GatherAsync(CandidateSource source, int max, CancellationToken cancellation)
    {
        if (max <= 0)
            return [];
        if (source is not PostingSource && IsOrdered(source))
            return await ListAsync(source, new OrdinalRange(0, long.MaxValue, Descending: false), max, cancellation).ConfigureAwait(false);
        if (_gathered.Find(source, max) is { } known)
            return known;
        var statements = source is PostingSource posting
            ? GatheringStatements.Of(await FindLookupAsync(posting.Query, cancellation).ConfigureAwait(false), max)
            : GatheringStatements.Of(source, max);
        if (statements.Count == 0)
            return [];
        var gathered = await session.RunAsync(
            statements,
            async (rows, token) =>
            {
                var ordinals = new List<long>();
                do
                {
                    // A sample from before may have no ordinal yet.
                    while (ordinals.Count < max && await rows.ReadAsync(token).ConfigureAwait(false))
                        if (!rows.IsDBNull(0))
                            ordinals.Add(rows.GetInt64(0));
                }
                while (await rows.NextResultAsync(token).ConfigureAwait(false));
                return ordinals;
            },
            CommandBehavior.Default, cancellation).ConfigureAwait(false);
        return _gathered.Add(source, gathered, max);
    }

    public async Task<IReadOnlyList<SavedEntry>> ListBySavedAsync(
        SavedEntry? after, bool descending, int limit, CancellationToken cancellation) => await session.ReadAllAsync(
            new PostgreSqlStatement(descending ? SearchSql.ListBySavedDescending : SearchSql.ListBySaved).Bind(limit)
                .Bind(after?.Milliseconds ?? (descending ? double.PositiveInfinity : double.NegativeInfinity))
                .Bind(after?.Ordinal ?? 0),
            static row => new SavedEntry((long)row.GetDouble(0), row.GetInt64(1)), cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyList<NameEntry>> ListByNameAsync(
        NameEntry? after, bool descending, int limit, CancellationToken cancellation) => await session.ReadAllAsync(
            new PostgreSqlStatement(descending ? SearchSql.ListByNameDescending : SearchSql.ListByName).Bind(limit)
                .Bind(after is { } entry ? StorableText.Of(entry.Name) : descending ? StorableText.EndOf("") : "")
                .Bind(after?.Ordinal ?? -1),
            static row => new NameEntry(row.GetString(0), row.GetInt64(1)), cancellation).ConfigureAwait(false);

    public Task<IReadOnlyList<Candidate>> FindAsync(IReadOnlyList<long> ordinals, CandidateView view, CancellationToken cancellation) =>
        CandidateReader.ReadAsync(session, ordinals, view, cancellation);

    /// <summary>Counts where the entries are; null for a source that has to be gathered to be counted.</summary>
    private async Task<PostgreSqlStatement?> CountStatementOfAsync(CandidateSource source, int max, CancellationToken cancellation) => source switch
    {
        PostingSource { Query: TextIsQuery query } => OrderedStatements.CountOf(await FindLookupAsync(query, cancellation).ConfigureAwait(false), max),
        _ => OrderedStatements.CountOf(source, max),
    };

    /// <summary>
    /// Whether words are in so many samples that it need not be counted. The server gathers all that have a word before it gives the first, however few are
    /// wanted, so some samples from all times are looked at first. To be wrong costs time and changes no answer.
    /// </summary>
    private async Task<bool> AreFrequentAsync(PostingQuery query, int max, CancellationToken cancellation)
    {
        if (state.Total < (long)FrequencyMargin * max
            || (await FindLookupAsync(query, cancellation).ConfigureAwait(false)).Words is not { Count: > 0 } words)
            return false;
        var (looked, found) = await session.ReadSingleAsync(
            new PostgreSqlStatement(SearchSql.SampleWords).Bind(TsQueryText.Of(words)), static row => (row.GetInt32(0), row.GetInt32(1)), cancellation)
            .ConfigureAwait(false);
        return found >= LeastFound && (double)state.Total * found / looked > (double)FrequencyMargin * max;
    }

    private async Task<PostingLookup> FindLookupAsync(PostingQuery query, CancellationToken cancellation)
    {
        if (_lookups.TryGetValue(query, out var known))
            return known;
        var numbers = await NumberReader.ReadAsync(session, cache, query, cancellation).ConfigureAwait(false);
        return _lookups[query] = PostingLookup.Of(query, numbers);
    }

    private Task<List<(int Range, long Ordinal)>> ReadRangesAsync(PostgreSqlStatement statement, CancellationToken cancellation) =>
        session.ReadAllAsync(statement, static row => ((int)row.GetInt64(0), row.GetInt64(1)), cancellation);
}
