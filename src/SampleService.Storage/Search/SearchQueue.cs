namespace SampleService.Storage;

/// <summary>
/// How saves, finds and the indexer of one process get on with one another: a save wakes the indexer, a find that has to read many samples of the
/// queue has it hurry, and while the queue is very long saves wait for the indexer. Safe for concurrent use.
/// </summary>
internal sealed class SearchQueue
{
    /// <summary>Fewer trees are read by a find in little time.</summary>
    private const int ManySamples = 200;

    /// <summary>Then a save goes on: an indexer that stands still must not end the writing.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);

    private TaskCompletionSource? _nextBatch;

    /// <summary>Samples were saved.</summary>
    public WakeSignal Saves { get; } = new();

    /// <summary>A find has read many samples of the queue.</summary>
    public WakeSignal SlowFinds { get; } = new();

    /// <summary>A find has read so many samples of the queue.</summary>
    public void CountRead(int samples)
    {
        if (samples >= ManySamples)
            SlowFinds.Set();
    }

    /// <summary>Lets the saves that wait go on; those that come wait for the next call, or do not.</summary>
    public void HoldSaves(bool areHeld) => Interlocked.Exchange(
        ref _nextBatch, areHeld ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null)?.TrySetResult();

    /// <summary>Waits, before a save, while saves are held.</summary>
    public Task WaitForRoomAsync(CancellationToken cancellation) =>
        Volatile.Read(ref _nextBatch) is { } batch ? WaitAsync(batch.Task, cancellation) : Task.CompletedTask;

    private static async Task WaitAsync(Task batch, CancellationToken cancellation)
    {
        await batch.WaitAsync(MaxWait, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }
}
