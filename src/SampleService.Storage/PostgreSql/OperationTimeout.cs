namespace SampleService.Storage.PostgreSql;

/// <summary>
/// Stops waiting for operations that the database does not answer in time. The outcome of such an operation is unknown.
/// </summary>
/// <remarks>
/// Npgsql gives up on a statement later than this, and then opens a connection to cancel it, which blocks a thread while
/// the server is frozen. The thread pool gets one more thread for each, or all other work of the process would wait too.
/// </remarks>
/// <param name="max">The longest time of an operation, the wait for a connection included.</param>
/// <param name="connections">How many operations can have a connection at once.</param>
internal sealed class OperationTimeout(TimeSpan max, int connections)
{
    /// <summary>How long an operation may take; infinite if there is no limit.</summary>
    public TimeSpan Max => max;

    // Of the process, as its pool of threads is.
    private static readonly Lock Gate = new();

    private int _abandoned;

    /// <summary>Whether the time of an operation that began at this timestamp is over.</summary>
    public bool IsOver(long began) =>
        max != Timeout.InfiniteTimeSpan && TimeProvider.System.GetElapsedTime(began) >= max;

    /// <summary>The result of an operation, if it comes in time.</summary>
    /// <exception cref="TimeoutException">It did not. The operation may still do what it was to do.</exception>
    public async ValueTask<T> AwaitAsync<T>(Task<T> operation)
    {
        try
        {
            return await operation.WaitAsync(max).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!operation.IsCompleted)
        {
            _ = ObserveAbandonedAsync(operation);
            throw;
        }
    }

    /// <summary>The same for an operation that waits for its turn, and has no connection that could block.</summary>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    public Task<T> WaitAsync<T>(Task<T> queued) => queued.WaitAsync(max);

    private async Task ObserveAbandonedAsync(Task operation)
    {
        // Those beyond the connections wait for one, and block nothing.
        var blocks = Interlocked.Increment(ref _abandoned) <= connections;
        if (blocks)
            ReserveThreads(1);
        await operation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _abandoned);
        if (blocks)
            ReserveThreads(-1);
    }

    private static void ReserveThreads(int change)
    {
        lock (Gate)
        {
            ThreadPool.GetMinThreads(out var workers, out var completions);
            ThreadPool.SetMinThreads(workers + change, completions);
        }
    }
}
