namespace SampleService.Validation;

/// <summary>
/// Work that may have to wait, several pieces at once, whose results are taken in the order in which the pieces came. What is done at
/// once is taken at once. For one caller at a time.
/// </summary>
/// <param name="most">Most pieces that are begun and not taken.</param>
/// <param name="take">Takes a result; says whether more are wanted.</param>
internal sealed class OrderedWork<TState, TResult>(int most, Func<TState, TResult, bool> take)
{
    private Queue<(TState State, Task<TResult> Work)>? _begun;

    /// <summary>Adds a piece, which has begun; waits for the first one if there are too many.</summary>
    /// <returns>Whether more are wanted.</returns>
    /// <remarks>An exception of a piece comes when it would have been taken.</remarks>
    public async ValueTask<bool> AddAsync(TState state, ValueTask<TResult> work)
    {
        if (_begun is null or { Count: 0 } && work.IsCompleted)
            return take(state, await work.ConfigureAwait(false));
        _begun ??= new(most);
        _begun.Enqueue((state, work.AsTask()));
        while (_begun.Count >= most || (_begun.TryPeek(out var first) && first.Work.IsCompleted))
            if (!await TakeFirstAsync(_begun).ConfigureAwait(false))
                return false;
        return true;
    }

    /// <summary>Takes all that is left, as long as more are wanted.</summary>
    public async ValueTask EndAsync()
    {
        while (_begun is { Count: > 0 })
            if (!await TakeFirstAsync(_begun).ConfigureAwait(false))
                return;
    }

    /// <summary>Waits until nothing runs any more, after something has told it to stop. What comes of it is of no interest.</summary>
    public async ValueTask AbandonAsync()
    {
        while (_begun is not null && _begun.TryDequeue(out var first))
            await ((Task)first.Work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask<bool> TakeFirstAsync(Queue<(TState State, Task<TResult> Work)> begun)
    {
        var (state, work) = begun.Dequeue();
        return take(state, await work.ConfigureAwait(false));
    }
}
