namespace SampleService.Storage.Batching;

/// <summary>
/// A request of a <see cref="RequestBatcher{TRequest,TResponse}"/>. Its batch sets the result or the exception; the callers
/// go on on other threads.
/// </summary>
public sealed class PendingRequest<TRequest, TResponse> : TaskCompletionSource<TResponse>
{
    internal PendingRequest(TRequest request, long began, CancellationToken cancellation)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        (Request, Began, Cancellation) = (request, began, cancellation);
    }

    /// <summary>What is asked for.</summary>
    public TRequest Request { get; }

    /// <summary>Drops the request while it waits. A batch that is sent may use it or not.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Timestamp of its arrival; 0 where waits are not limited.</summary>
    internal long Began { get; }
}
