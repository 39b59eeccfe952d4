using System.Collections.Concurrent;

namespace SampleService.Upstream.Caching;

/// <summary>
/// Lets concurrent callers with the same question share one answer. A failure goes to all that wait for it and to
/// nobody later; a caller that gives up leaves the others waiting.
/// </summary>
internal sealed class SingleFlight<TKey, TResult>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Task<TResult>> _flights = new();

    /// <summary>The answer to the question of this key: the one under way, or a new one.</summary>
    /// <param name="key">Tells what is asked.</param>
    /// <param name="ask">Asks. It has to end by itself: nobody's cancellation reaches it, since others may wait as well.</param>
    /// <param name="cancellation">Ends the wait of this caller.</param>
    public Task<TResult> RunAsync(TKey key, Func<TKey, Task<TResult>> ask, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var flight = _flights.GetOrAdd(key, answer.Task);
        if (flight == answer.Task)
            _ = FlyAsync(key, ask, answer);
        return flight.WaitAsync(cancellation);
    }

    private async Task FlyAsync(TKey key, Func<TKey, Task<TResult>> ask, TaskCompletionSource<TResult> answer)
    {
        try
        {
            var result = await ask(key).ConfigureAwait(false);
            _flights.TryRemove(KeyValuePair.Create(key, answer.Task));
            answer.SetResult(result);
        }
        catch (Exception fault)
        {
            _flights.TryRemove(KeyValuePair.Create(key, answer.Task));
            answer.SetException(fault);
            // Handed to whoever waits; when all have given up there is nobody to be told of it.
            _ = answer.Task.Exception;
        }
    }
}
