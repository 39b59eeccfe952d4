using SampleService.Search;

namespace SampleService.Storage.Sqlite;

/// <summary>One snapshot of a SQLite database, read on the calling thread: all tasks are completed.</summary>
internal sealed class SearchSnapshot(SqliteSession session, NumberCache cache, SearchQueue queue) : ISearchSnapshot
{
    private readonly Dictionary<PostingQuery, PostingLookup> _lookups = new(ReferenceEqualityComparer.Instance);
    private readonly GatheredSources _gathered = new();

    public Task<SearchIndexState> FindIndexStateAsync(CancellationToken cancellation) => Task.FromResult(
        session.Prepare(SearchSql.FindState).ReadSingle(static row =>
            new SearchIndexState(row.GetBoolean(0), row.GetInt64(1), Math.Max(row.GetInt64(1), row.GetInt64(2)))));

    public bool IsOrdered(CandidateSource source) => source switch
    {
        OwnedSource or SharedSource or PublicSource or AllSource or WithdrawnSource or QueueSource => true,
        PostingSource posting => PostingLookup.IsOrdered(posting.Query, areWordsOrdered: true),
        _ => false,
    };

    public Task<int> CountAsync(CandidateSource source, int max, CancellationToken cancellation)
    {
        var count = 0;
        if (IsOrdered(source))
            foreach (var range in RangesOf(source))
            {
                if (count >= max)
                    break;
                cancellation.ThrowIfCancellationRequested();
                count += (int)(range.Prepare(range.Sql.Count, new OrdinalRange(0, long.MaxValue, false), max - count).ReadInt64() ?? 0);
            }
        else
            count = Gather(source, max, cancellation).Count;
        return Task.FromResult(count);
    }

    public async Task<IReadOnlyList<long>> ListAsync(CandidateSource source, OrdinalRange range, int limit, CancellationToken cancellation)
    {
        if (!IsOrdered(source))
            throw new ArgumentException("The source has no order.", nameof(source));
        var ranges = RangesOf(source).ToList();
        var listed = await MergedRanges.ListAsync(ranges.Count, range, limit, (span, each) =>
        {
            var entries = new List<(int, long)>();
            for (var i = 0; i < ranges.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var place = i;
                ranges[i].Prepare(ranges[i].Sql.List(span.Descending), span, each).ForEach(row => entries.Add((place, row.GetInt64(0))));
            }

            return Task.FromResult(entries);
        }).ConfigureAwait(false);
        if (source is QueueSource)
            queue.CountRead(listed.Count);
        return listed;
    }

    public async Task<IReadOnlyList<IReadOnlyList<long>>> ListAsync(
        IReadOnlyList<CandidateSource> sources, OrdinalRange range, int limit, CancellationToken cancellation)
    {
        var listed = new IReadOnlyList<long>[sources.Count];
        for (var i = 0; i < listed.Length; i++)
            listed[i] = await ListAsync(sources[i], range, limit, cancellation).ConfigureAwait(false);
        return listed;
    }

    public Task<IReadOnlyList<long>> GatherAsync(CandidateSource source, int max, CancellationToken cancellation) => source is not PostingSource && IsOrdered(source)
        ? ListAsync(source, new OrdinalRange(0, long.MaxValue, Descending: false), max, cancellation)
        : Task.FromResult(Gather(source, max, cancellation));

    public Task<IReadOnlyList<SavedEntry>> ListBySavedAsync(SavedEntry? after, bool descending, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SavedEntry>>(
            session.Prepare(descending ? SearchSql.ListBySavedDescending : SearchSql.ListBySaved)
                .Bind("@value", after?.Milliseconds ?? (descending ? double.PositiveInfinity : double.NegativeInfinity))
                .Bind("@ordinal", after?.Ordinal ?? 0).Bind("@limit", limit)
                .ReadAll(static row => new SavedEntry((long)row.GetDouble(0), row.GetInt64(1))));

    public Task<IReadOnlyList<NameEntry>> ListByNameAsync(NameEntry? after, bool descending, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<NameEntry>>(
            session.Prepare(descending ? SearchSql.ListByNameDescending : SearchSql.ListByName)
                .Bind("@value", after is { } entry ? StorableText.Of(entry.Name) : descending ? StorableText.EndOf("") : "")
                .Bind("@ordinal", after?.Ordinal ?? -1).Bind("@limit", limit)
                .ReadAll(static row => new NameEntry(row.GetString(0), row.GetInt64(1))));

    public Task<IReadOnlyList<Candidate>> FindAsync(IReadOnlyList<long> ordinals, CandidateView view, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Candidate>>(CandidateReader.Read(session, ordinals, view));

    private IReadOnlyList<long> Gather(CandidateSource source, int max, CancellationToken cancellation)
    {
        if (_gathered.Find(source, max) is { } known)
            return known;
        var ordinals = new List<long>();
        var statements = source is PostingSource posting
            ? GatheringStatements.Of(session, FindLookup(posting.Query))
            : GatheringStatements.Of(session, source);
        foreach (var statement in statements)
        {
            // One after the other: several are the same statement, bound anew.
            cancellation.ThrowIfCancellationRequested();
            statement.Bind("@limit", Math.Max(0, max - ordinals.Count)).ForEach(row =>
            {
                // A sample from before may have no ordinal yet.
                if (row.GetInt64OrNull(0) is { } ordinal)
                    ordinals.Add(ordinal);
            });
            if (ordinals.Count >= max)
                break;
        }

        return _gathered.Add(source, ordinals, max);
    }

    private IEnumerable<Range> RangesOf(CandidateSource source) => source switch
    {
        OwnedSource owned => [new Range(session, SearchSql.Owned, statement => statement.Bind("@name", owned.Owner.Value))],
        SharedSource shared => shared.Names.Distinct().Select(
            name => new Range(session, SearchSql.Shared, statement => statement.Bind("@name", name.Value))),
        PublicSource => [new Range(session, SearchSql.Public)],
        AllSource => [new Range(session, SearchSql.All)],
        WithdrawnSource { Owner: { } owner } =>
            [new Range(session, SearchSql.WithdrawnOfOwner, statement => statement.Bind("@name", owner.Value))],
        WithdrawnSource => [new Range(session, SearchSql.Withdrawn)],
        QueueSource => [new Range(session, SearchSql.Queue)],
        PostingSource { Query: TextIsQuery query } => FindLookup(query).Texts.Select(
            text => new Range(session, SearchSql.Texts, statement => statement.Bind("@key", text.Key).Bind("@value", text.Low))),
        PostingSource { Query: var query } =>
            [new Range(session, SearchSql.Words, statement => statement.Bind("@words", FtsText.QueryOf(FindLookup(query).Words)))],
        _ => [],
    };

    private PostingLookup FindLookup(PostingQuery query) => _lookups.TryGetValue(query, out var known)
        ? known
        : _lookups[query] = PostingLookup.Of(query, NumberReader.Read(session, cache, query));

    /// <summary>A range of an index that is in order.</summary>
    private sealed record Range(SqliteSession Session, EntrySql Sql, Func<SqliteStatement, SqliteStatement>? Bind = null)
    {
        public SqliteStatement Prepare(string sql, OrdinalRange span, int limit)
        {
            var statement = Session.Prepare(sql);
            return (Bind?.Invoke(statement) ?? statement).Bind("@from", span.From).Bind("@to", span.To).Bind("@limit", limit);
        }
    }
}
