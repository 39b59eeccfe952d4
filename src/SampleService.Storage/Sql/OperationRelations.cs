using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>
/// Reads the relations that a call needs, in either database, while no other call changes relations: on PostgreSQL a lock sees to that.
/// </summary>
/// <param name="session">In the transaction.</param>
/// <param name="sql">The statements.</param>
internal sealed class OperationRelations(ISqlSession session, RelationSql sql)
{
    /// <summary>So many relations are read where the ancestors of the samples are too many together: what a call costs has a bound.</summary>
    private const int MaxRows = 5 * Ancestry.MaxAncestors;

    /// <summary>Adds the samples at both ends of relations that are to be ended.</summary>
    public async Task FindSamplesAsync(RelationKeys keys, Func<SampleId, bool> add, CancellationToken cancellation)
    {
        if (keys.Ids.Count == 0)
            return;
        foreach (var (from, to) in await session.ReadAllAsync(
            new SqlStatement(sql.FindSamples).Bind(Texts(keys.Ids)), static row => (HistoryRows.GetSample(row, 0), HistoryRows.GetSample(row, 1)),
            cancellation).ConfigureAwait(false))
        {
            add(from);
            add(to);
        }
    }

    /// <summary>Reads what there is.</summary>
    public async Task<RelationRows> ReadAsync(RelationKeys keys, CancellationToken cancellation)
    {
        if (!keys.AreNamed)
            return RelationRows.None;
        var active = keys.Ids.Count == 0 ? [] : await FindAsync(sql.FindActive, Texts(keys.Ids), cancellation).ConfigureAwait(false);
        if (keys.Pairs.Count > 0)
            active.AddRange(await FindAsync(
                sql.FindActiveOfPairs, [.. keys.Pairs.Select(static pair => $"{pair.From}{pair.To}")], cancellation).ConfigureAwait(false));
        var counts = keys.Counted.Count == 0 ? [] : await session.ReadAllAsync(
            new SqlStatement(sql.Count).Bind(Texts(keys.Counted)), static row => (Sample: HistoryRows.GetSample(row, 0), Count: (int)row.GetInt64(1)),
            cancellation).ConfigureAwait(false);
        return new RelationRows(
            [.. active.DistinctBy(static one => one.Id)], counts.ToDictionary(static one => one.Sample, static one => one.Count),
            await FindAncestorsAsync(keys.Ancestries, cancellation).ConfigureAwait(false));
    }

    /// <summary>The ancestors of all samples together; if those are too many, of one after the other, until what may be read is read.</summary>
    private async Task<Ancestry> FindAncestorsAsync(IReadOnlyCollection<SampleId> samples, CancellationToken cancellation)
    {
        if (samples.Count == 0)
            return Ancestry.None;
        var all = await LoadAsync(samples, cancellation).ConfigureAwait(false);
        if (all.Select(static row => row.Sample).Distinct().Count() <= Ancestry.MaxAncestors + samples.Count)
            return Add(new Ancestry { IsWhole = true }, all);

        // Other calls wait for this one meanwhile: those of whom nothing is read any more count as having too many.
        var ancestry = new Ancestry();
        var rows = 0;
        foreach (var sample in samples)
        {
            if (rows > MaxRows)
                break;
            var read = await LoadAsync([sample], cancellation).ConfigureAwait(false);
            rows += read.Count;
            Add(ancestry, read);
        }

        return ancestry;
    }

    /// <summary>Adds what was read, but for samples of which all is known already.</summary>
    private static Ancestry Add(Ancestry ancestry, List<(SampleId Sample, string? Relation, SampleId? Parent)> rows)
    {
        foreach (var group in rows.GroupBy(static row => row.Sample))
        {
            if (!ancestry.AddKnown(group.Key))
                continue;
            foreach (var (sample, _, parent) in group)
                if (parent is { } given)
                    ancestry.Add(sample, given);
        }

        return ancestry;
    }

    private Task<List<(SampleId Sample, string? Relation, SampleId? Parent)>> LoadAsync(IReadOnlyCollection<SampleId> samples, CancellationToken cancellation) =>
        session.ReadAllAsync(
            new SqlStatement(sql.FindAncestors).Bind(Texts(samples)).Bind((long)Ancestry.MaxAncestors + samples.Count + 1),
            static row => row.IsNull(1)
                ? (HistoryRows.GetSample(row, 0), (string?)null, (SampleId?)null)
                : (HistoryRows.GetSample(row, 0), row.GetString(1), HistoryRows.GetSample(row, 2)), cancellation);

    private Task<List<Relation>> FindAsync(string statement, string[] asked, CancellationToken cancellation) =>
        session.ReadAllAsync(new SqlStatement(statement).Bind(asked), static row => HistoryRows.ReadRelation(row, 0), cancellation);

    private static string[] Texts<T>(IEnumerable<T> ids) => [.. ids.Select(static id => id!.ToString()!)];
}
