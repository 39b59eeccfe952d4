using System.Diagnostics;

namespace SampleService.Storage.Batching;

/// <summary>
/// Sends requests of concurrent callers together: they gather while earlier batches are under way, and the next batch has
/// all that have gathered. While few are under way, a request is sent at once. A request joins only a batch that is not
/// sent yet, so its response is never older than the request.
/// </summary>
/// <remarks>
/// The first batch of a burst begins on the thread and in the trace of the caller that starts it. What follows it is for
/// other callers, and runs in no trace.
/// </remarks>
/// <typeparam name="TRequest">What one caller asks for.</typeparam>
/// <typeparam name="TResponse">What it gets.</typeparam>
/// <param name="maxConcurrentBatches">How many batches are under way at most.</param>
/// <param name="send">
/// Sends a batch and answers each request in it. An exception goes to those it has not answered. Continuations must not
/// need the context of a caller (<c>ConfigureAwait(false)</c>): that caller may be gone.
/// </param>
public sealed class RequestBatcher<TRequest, TResponse>(
    int maxConcurrentBatches, Func<IReadOnlyList<PendingRequest<TRequest, TResponse>>, Task> send)
{
    private readonly Lock _gate = new();
    private readonly Queue<PendingRequest<TRequest, TResponse>> _waiting = [];
    private int _underWay;

    /// <summary>How many requests a batch has at most.</summary>
    public int MaxBatchSize { get; init; } = int.MaxValue;

    /// <summary>A batch takes no more requests once its sum of <see cref="Weigh"/> has reached this.</summary>
    public long MaxBatchWeight { get; init; } = long.MaxValue;

    /// <summary>The weight of a request, such as its bytes; by default all have none.</summary>
    public Func<TRequest, long>? Weigh { get; init; }

    /// <summary>A request that has waited so long is not sent any more: it fails with <see cref="TimeoutException"/>. By default it waits for ever.</summary>
    public TimeSpan MaxWait { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Measures the waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Sends a request, now or with a later batch.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Drops it while it waits; once it is sent, its batch completes.</param>
    public Task<TResponse> SendAsync(TRequest request, CancellationToken cancellation)
    {
        long? began = MaxWait == Timeout.InfiniteTimeSpan ? null : Clock.GetTimestamp();
        var pending = new PendingRequest<TRequest, TResponse>(request, began, cancellation);
        bool starts;
        lock (_gate)
        {
            _waiting.Enqueue(pending);
            starts = _underWay < maxConcurrentBatches;
            if (starts)
                _underWay++;
        }

        if (starts)
            _ = SendBatchesAsync();
        return pending.Task;
    }

    /// <summary>Sends what has gathered, and then what has gathered meanwhile, until nothing waits.</summary>
    private async Task SendBatchesAsync()
    {
        while (TakeBatch() is { Count: > 0 } batch)
        {
            var sending = SendBatchAsync(batch);
            // On SQLite nothing waits: the caller's thread, which may be a grain's, would serve everybody who comes meanwhile.
            var onCallersThread = sending.IsCompleted;
            await sending.ConfigureAwait(false);
            Activity.Current = null;
            if (onCallersThread)
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
    }

    private async Task SendBatchAsync(List<PendingRequest<TRequest, TResponse>> batch)
    {
        Exception? failure = null;
        try
        {
            await send(batch).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        foreach (var pending in batch)
            if (!pending.Task.IsCompleted)
                pending.TrySetException(failure ?? new InvalidOperationException("A batch has left a request without a response."));
    }

    private List<PendingRequest<TRequest, TResponse>> TakeBatch()
    {
        var batch = new List<PendingRequest<TRequest, TResponse>>();
        var weight = 0L;
        lock (_gate)
        {
            while (batch.Count < MaxBatchSize && weight < MaxBatchWeight && _waiting.TryDequeue(out var pending))
            {
                if (IsDropped(pending))
                    continue;
                batch.Add(pending);
                weight += Weigh?.Invoke(pending.Request) ?? 0;
            }

            if (batch.Count == 0)
                _underWay--;
        }

        return batch;
    }

    private bool IsDropped(PendingRequest<TRequest, TResponse> pending) =>
        pending.Cancellation.IsCancellationRequested
            ? pending.TrySetCanceled(pending.Cancellation)
            : pending.Began is { } began && Clock.GetElapsedTime(began) >= MaxWait && pending.TrySetException(new TimeoutException());
}

/// <summary>
/// A request of a <see cref="RequestBatcher{TRequest,TResponse}"/>. Its batch sets the result or the exception; the callers
/// go on on other threads.
/// </summary>
public sealed class PendingRequest<TRequest, TResponse> : TaskCompletionSource<TResponse>
{
    internal PendingRequest(TRequest request, long? began, CancellationToken cancellation)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        (Request, Began, Cancellation) = (request, began, cancellation);
    }

    /// <summary>What is asked for.</summary>
    public TRequest Request { get; }

    /// <summary>Drops the request while it waits. A batch that is sent may use it or not.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Timestamp of its arrival; null where waits are not limited.</summary>
    internal long? Began { get; }
}
