using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// Empties the queue of the search in the background, and makes samples from before findable. While writes are refused, or the database fails, it
/// waits and tries again: the queue stays, and finds look at it.
/// </summary>
public sealed partial class SearchIndexing(
    ISearchIndexStore index, IBackfillStore backfill, SearchOptions options, TimeProvider clock, ILogger<SearchIndexing> log) : BackgroundService
{
    private const int MaxBatch = 500;

    /// <summary>Old samples come behind new ones.</summary>
    private const int ShortQueue = 100;

    /// <summary>Saves of other processes give no signal.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>While so many samples wait, saves wait too: a find shall not have to read more than it may look at.</summary>
    private const int MaxQueue = 20_000;

    /// <summary>How often the queue is counted while there is something in it.</summary>
    private static readonly TimeSpan CountInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>An operator may have the index made anew (docs/finding.md).</summary>
    private static readonly TimeSpan RestartInterval = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    private readonly IndexingPace _pace = new();

    /// <summary>Each kind of work fails by itself: the database may be read and not written.</summary>
    private readonly Work _making = new(), _indexing = new(), _counting = new(), _filling = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryAsync(_making, MakeIndexesAsync, stoppingToken).ConfigureAwait(false))
            await Task.Delay(RetryInterval, clock, stoppingToken).ConfigureAwait(false);
        await Task.WhenAll(IndexAsync(stoppingToken), BackfillAsync(stoppingToken)).ConfigureAwait(false);
    }

    /// <summary>Whether the indexes are there; makes them if nobody else does.</summary>
    private async Task<bool> MakeIndexesAsync(CancellationToken cancellation)
    {
        if ((await backfill.FindStateAsync(cancellation).ConfigureAwait(false)).AreIndexesThere)
            return true;
        MakesIndexes(log);
        return await backfill.MakeIndexesAsync(cancellation).ConfigureAwait(false);
    }

    private async Task IndexAsync(CancellationToken cancellation)
    {
        var counted = 0L;
        while (true)
        {
            var started = clock.GetTimestamp();
            var hasWorked = await TryAsync(_indexing, IndexOnceAsync, cancellation).ConfigureAwait(false);
            var took = clock.GetElapsedTime(started);
            var areSaved = await index.WaitForSaveAsync(TimeSpan.Zero, cancellation).ConfigureAwait(false);
            if (counted == 0 || clock.GetElapsedTime(counted) > CountInterval)
            {
                await TryAsync(_counting, CountAsync, cancellation).ConfigureAwait(false);
                counted = clock.GetTimestamp();
            }

            var areSavesHeld = _pace.Queued >= MaxQueue && !_indexing.IsFailing;
            index.HoldSaves(areSavesHeld);
            if (_indexing.IsFailing || (!hasWorked && !areSaved && !areSavesHeld))
                await index.WaitForSaveAsync(_indexing.IsFailing ? RetryInterval : LookInterval, cancellation).ConfigureAwait(false);
            if (await index.WaitForSlowFindAsync(_pace.RestAfter(took, hasWorked, areSaved), cancellation).ConfigureAwait(false))
                _pace.Hurry();
        }
    }

    private async Task<bool> IndexOnceAsync(CancellationToken cancellation)
    {
        var result = await index.IndexAsync(MaxBatch, cancellation).ConfigureAwait(false);
        StorageInstruments.Indexed.Add(result.Indexed);
        StorageInstruments.IndexFailures.Add(result.Failed);
        return result.HasWorked;
    }

    private async Task<bool> CountAsync(CancellationToken cancellation)
    {
        _pace.Queued = await index.CountQueuedAsync(MaxQueue, cancellation).ConfigureAwait(false);
        StorageInstruments.SearchQueue.Record(_pace.Queued);
        return true;
    }

    private async Task BackfillAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var (isComplete, count) = (false, 0);
            await TryAsync(
                _filling,
                async token =>
                {
                    var state = await backfill.FindStateAsync(token).ConfigureAwait(false);
                    (isComplete, count) = (state.IsComplete, 0);
                    _pace.IsFilling = !isComplete;
                    StorageInstruments.Backfilled.Record(state.Done);
                    if (!isComplete && await index.CountQueuedAsync(ShortQueue, token).ConfigureAwait(false) < ShortQueue)
                        count = await backfill.GoOnAsync(MaxBatch, token).ConfigureAwait(false);
                    return true;
                },
                cancellation).ConfigureAwait(false);
            var pause = isComplete ? RestartInterval : count == 0 ? LookInterval : TimeSpan.FromSeconds((double)count / options.BackfillRate);
            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>False if the database failed or writes are refused.</summary>
    private async Task<bool> TryAsync(Work kind, Func<CancellationToken, Task<bool>> work, CancellationToken cancellation)
    {
        try
        {
            var result = await work(cancellation).ConfigureAwait(false);
            kind.IsFailing = false;
            return result;
        }
        catch (ServiceException exception)
        {
            // One line is enough, and none where an operator wants it so.
            if (!kind.IsFailing && exception.Kind != ErrorKind.RefusedByState)
                Failed(log, exception);
            kind.IsFailing = true;
            return false;
        }
    }

    /// <summary>A kind of work.</summary>
    private sealed class Work
    {
        /// <summary>Whether it failed the last time.</summary>
        public bool IsFailing { get; set; }
    }

    [LoggerMessage(3301, LogLevel.Warning, "Samples cannot be indexed for now; it is tried again, and meanwhile finds read them from their trees")]
    private static partial void Failed(ILogger log, Exception exception);

    [LoggerMessage(3302, LogLevel.Information, "Indexes of the search are being made; finds are refused until they are there")]
    private static partial void MakesIndexes(ILogger log);
}
