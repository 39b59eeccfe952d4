using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// Reads a page of what happened to a sample: the sources of the kinds, each in the order of its index, are merged by time. A cursor has the
/// place in each of them, so a walk gives everything once, also where clocks were set back.
/// </summary>
internal sealed class HistoryWalk
{
    /// <summary>So many are looked at in one call.</summary>
    private const int MaxExamined = 10_000;

    /// <summary>A page ends when it holds about as much.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly IReadOnlyList<HistorySource> _sources;
    private readonly HistoryQuery _query;

    private HistoryWalk(IReadOnlyList<HistorySource> sources, HistoryQuery query) => (_sources, _query) = (sources, query);

    public static async Task<HistoryPage> ReadAsync(IHistorySnapshot snapshot, HistoryQuery query, CancellationToken cancellation)
    {
        var sample = await HistoryQueries.RequireReadableAsync(snapshot, query.Requester, query.Sample, cancellation);
        var isAdmin = AccessRules.Allows(query.Requester, AccessLevel.Admin, sample.Level);
        if (query.Kinds is { } named && named.HasFlag(HistoryKinds.Acls))
            AccessRules.Require(query.Requester, AccessLevel.Admin, query.Sample, sample.Level);
        var kinds = query.Kinds ?? (isAdmin ? HistoryKinds.All : HistoryKinds.All & ~HistoryKinds.Acls);
        return await new HistoryWalk(HistorySources.Of(snapshot, query, sample, kinds, isAdmin), query).ReadAsync(cancellation);
    }

    private async Task<HistoryPage> ReadAsync(CancellationToken cancellation)
    {
        var entries = new List<HistoryEntry>();
        var bytes = 0L;
        for (var examined = 0; ; examined++)
        {
            if (await FindNextAsync(cancellation) is not { } next)
                return new HistoryPage(entries, null, examined);
            // One entry more than is shown is looked for: whether there is a next page tells nothing of what is not shown, nor does its place.
            var isFull = entries.Count == _query.Limit || bytes >= MaxBytes;
            if (examined == MaxExamined || (isFull && next.Row.Entry is not null))
                return new HistoryPage(
                    entries, WalkPosition.Write([.. _sources.Select(source => isFull ? source.Shown : source.Position)]), examined);
            next.Source.Take();
            if (next.Row.Entry is not { } entry)
                continue;
            entries.Add(entry);
            bytes += HistorySize.Of(entry);
        }
    }

    /// <summary>The source whose next row comes first.</summary>
    private async Task<(HistorySource Source, HistoryRow Row)?> FindNextAsync(CancellationToken cancellation)
    {
        (HistorySource Source, HistoryRow Row)? first = null;
        foreach (var source in _sources)
        {
            if (await source.PeekAsync(cancellation) is not { } row)
                continue;
            if (first is not { } other || IsBefore(source.Kind, row, other.Source.Kind, other.Row))
                first = (source, row);
        }

        return first;
    }

    /// <summary>By time, then kind, then id; what began and ended at once in that order, which is that of the sources.</summary>
    private bool IsBefore(HistoryKinds kind, HistoryRow row, HistoryKinds otherKind, HistoryRow other)
    {
        var order = row.At.CompareTo(other.At);
        if (order == 0)
            order = kind.CompareTo(otherKind);
        if (order == 0)
            order = row.Place.Id.CompareTo(other.Place.Id);
        // Sources are looked at in their order, so one that is looked at later comes later, or earlier when all is turned round.
        return _query.Descending ? order >= 0 : order < 0;
    }
}
