using SampleService.Actors.Proxies;

namespace SampleService.Actors.Runtime;

/// <summary>A queued or awaiting call of a method with a result.</summary>
internal sealed class CallRequest<T, TCall>(in TCall call, GrainMethod method, GrainClass grainClass) : WaitingRequest(method, grainClass)
    where TCall : struct, IGrainCall<T>
{
    // The caller's code must not run on the activation's turn.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TCall _call = call;

    internal Task<T> Task => _answer.Task;

    internal override bool IsAnswered => _answer.Task.IsCompleted;

    internal override Task Step(Activation activation)
    {
        Ambient.Continue(Span);
        return activation.Invoke<T, TCall>(in _call, Method);
    }

    internal override void Complete(Task outcome)
    {
        // A failure that comes too late for the caller has been seen all the same.
        if (!_answer.TrySetFromTask((Task<T>)outcome))
            _ = outcome.Exception;
        StopWaiting();
    }

    internal override void Fail(Exception exception)
    {
        _answer.TrySetException(exception);
        StopWaiting();
    }
}
