using SampleService.Actors.Proxies;

namespace SampleService.Actors.Runtime;

/// <summary>A queued or awaiting call of a method without a result.</summary>
internal sealed class CallRequest<TCall>(in TCall call, GrainMethod method, GrainClass grainClass) : WaitingRequest(method, grainClass)
    where TCall : struct, IGrainCall
{
    // The caller's code must not run on the activation's turn.
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TCall _call = call;

    internal Task Task => _answer.Task;

    internal override bool IsAnswered => _answer.Task.IsCompleted;

    internal override Task Step(Activation activation)
    {
        Ambient.Continue(Span);
        return activation.Invoke(in _call, Method);
    }

    internal override void Complete(Task outcome)
    {
        // A failure that comes too late for the caller has been seen all the same.
        if (!_answer.TrySetFromTask(outcome))
            _ = outcome.Exception;
        StopWaiting();
    }

    internal override void Fail(Exception exception)
    {
        _answer.TrySetException(exception);
        StopWaiting();
    }
}
