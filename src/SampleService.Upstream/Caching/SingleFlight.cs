using System.Collections.Concurrent;

namespace SampleService.Upstream.Caching;

/// <summary>
/// Joins concurrent calls with the same key into one. A failure reaches all callers that wait for it and is not kept; a caller that
/// cancels leaves the others waiting.
/// </summary>
internal sealed class SingleFlight<TKey, TResult>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Task<TResult>> _flights = new();

    /// <summary>Awaits the call that is under way for this key, or starts one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="call">Makes the call. It must end by itself: no caller's cancellation reaches it, since others may wait too.</param>
    /// <param name="cancellation">Ends the wait of this caller only.</param>
    public Task<TResult> RunAsync(TKey key, Func<TKey, Task<TResult>> call, CancellationToken cancellation)
    {
        var completion = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var flight = _flights.GetOrAdd(key, completion.Task);
        if (flight == completion.Task)
            _ = ExecuteAsync(key, call, completion);
        return flight.WaitAsync(cancellation);
    }

    private async Task ExecuteAsync(TKey key, Func<TKey, Task<TResult>> call, TaskCompletionSource<TResult> completion)
    {
        try
        {
            var result = await call(key).ConfigureAwait(false);
            _flights.TryRemove(KeyValuePair.Create(key, completion.Task));
            completion.SetResult(result);
        }
        catch (Exception fault)
        {
            _flights.TryRemove(KeyValuePair.Create(key, completion.Task));
            completion.SetException(fault);
            // Observed here, since all callers may have cancelled.
            _ = completion.Task.Exception;
        }
    }
}
