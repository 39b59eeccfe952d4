using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>Something that happened, and its place among others.</summary>
/// <param name="Place">Where it stands in its source.</param>
/// <param name="At">When it happened.</param>
/// <param name="Entry">What is told of it; null for what the requester may not see.</param>
internal readonly record struct HistoryRow(TimedId Place, Timestamp At, HistoryEntry? Entry);

/// <summary>One index of what happened to a sample, read piece by piece in its order.</summary>
/// <param name="kind">The kind of what is in it.</param>
/// <param name="start">The place after which to begin.</param>
/// <param name="batch">How many are read at first; then twice as many each time.</param>
/// <param name="maxBatch">How many are read at once at most.</param>
/// <param name="load">Reads the next ones after a place.</param>
internal sealed class HistorySource(
    HistoryKinds kind, TimedId start, int batch, int maxBatch, Func<TimedId, int, CancellationToken, Task<IReadOnlyList<HistoryRow>>> load)
{
    private readonly Queue<HistoryRow> _rows = [];
    private TimedId _loaded = start;
    private int _batch = batch;
    private bool _isEnded;

    public HistoryKinds Kind => kind;

    /// <summary>The place of the last row that was taken.</summary>
    public TimedId Position { get; private set; } = start;

    /// <summary>The place of the last row that was taken and is shown.</summary>
    public TimedId Shown { get; private set; } = start;

    /// <summary>The next row; null if there is none.</summary>
    public async ValueTask<HistoryRow?> PeekAsync(CancellationToken cancellation)
    {
        if (_rows.Count == 0 && !_isEnded)
        {
            var rows = await load(_loaded, _batch, cancellation);
            _isEnded = rows.Count < _batch;
            _batch = Math.Min(_batch * 2, maxBatch);
            foreach (var row in rows)
                _rows.Enqueue(row);
            if (rows.Count > 0)
                _loaded = rows[^1].Place;
        }

        return _rows.TryPeek(out var next) ? next : null;
    }

    /// <summary>Takes the row that was peeked at.</summary>
    public void Take()
    {
        var row = _rows.Dequeue();
        Position = row.Place;
        if (row.Entry is not null)
            Shown = row.Place;
    }
}
