namespace SampleService.Validation;

/// <summary>
/// Runs tasks concurrently and delivers their results in the order in which they were added. The result of a task that has already
/// completed is delivered at once. Not thread-safe.
/// </summary>
/// <param name="maxConcurrency">Maximum number of tasks whose results have not been delivered.</param>
/// <param name="deliver">Receives a result; returns whether more are wanted.</param>
internal sealed class OrderedTaskQueue<TState, TResult>(int maxConcurrency, Func<TState, TResult, bool> deliver)
{
    private Queue<(TState State, Task<TResult> Task)>? _pending;

    /// <summary>Adds a running task; waits for the oldest one while there are too many.</summary>
    /// <returns>Whether more are wanted.</returns>
    /// <remarks>The exception of a task is thrown when its result would be delivered.</remarks>
    public async ValueTask<bool> AddAsync(TState state, ValueTask<TResult> task)
    {
        if (_pending is null or { Count: 0 } && task.IsCompleted)
            return deliver(state, await task.ConfigureAwait(false));
        _pending ??= new(maxConcurrency);
        _pending.Enqueue((state, task.AsTask()));
        while (_pending.Count >= maxConcurrency || (_pending.TryPeek(out var first) && first.Task.IsCompleted))
            if (!await DeliverFirstAsync(_pending).ConfigureAwait(false))
                return false;
        return true;
    }

    /// <summary>Delivers the remaining results while more are wanted.</summary>
    public async ValueTask CompleteAsync()
    {
        while (_pending is { Count: > 0 })
            if (!await DeliverFirstAsync(_pending).ConfigureAwait(false))
                return;
    }

    /// <summary>Waits for all tasks and discards their results. The caller has cancelled them.</summary>
    public async ValueTask AbandonAsync()
    {
        while (_pending is not null && _pending.TryDequeue(out var first))
            await ((Task)first.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask<bool> DeliverFirstAsync(Queue<(TState State, Task<TResult> Task)> pending)
    {
        var (state, task) = pending.Dequeue();
        return deliver(state, await task.ConfigureAwait(false));
    }
}
