namespace SampleService.Storage.PostgreSql;

/// <summary>
/// Ends the wait for operations that the database leaves without an answer. What became of such an operation is unknown.
/// </summary>
/// <remarks>
/// Npgsql gives a statement up later than this does, and then asks the server to cancel it on a connection of its own,
/// which blocks a thread as long as the server is frozen. The pool of threads is given one more for each, or all else in
/// the process would wait for them too.
/// </remarks>
/// <param name="max">How long an operation may take, the wait for a connection included.</param>
/// <param name="connections">How many operations can have a connection at once.</param>
internal sealed class OperationTimeout(TimeSpan max, int connections)
{
    /// <summary>How long an operation may take; infinite if there is no limit.</summary>
    public TimeSpan Max => max;

    // Of the process, as its pool of threads is.
    private static readonly Lock Gate = new();

    private int _abandoned;

    /// <summary>Whether an operation that began at this timestamp may still do something.</summary>
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
