using System.ComponentModel;
using SampleService.Actors.Runtime;

namespace SampleService.Actors.Proxies;

/// <summary>
/// Base of generated proxies: a grain's class and key, and the activation last seen there. Equal when they mean the
/// same grain of the same host. Safe for use by several threads.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private GrainClass _class = null!;
    private GrainKey _key;

    // Only a hint: an activation that has ended lets nobody in, and then the directory is asked.
    private Activation? _seen;

    internal GrainKey Key => _key;

    internal GrainId Id => new(_class.Name, _key);

    public bool Equals(GrainReference? other) => other is not null && ReferenceEquals(_class, other._class) && _key.Equals(other._key);

    public sealed override bool Equals(object? obj) => Equals(obj as GrainReference);

    public sealed override int GetHashCode() => _key.GetHashCode();

    public sealed override string ToString() => Id.ToString();

    internal void Bind(GrainClass grainClass, in GrainKey key)
    {
        _class = grainClass;
        _key = key;
    }

    protected Task Call<TCall>(in TCall call, GrainMethod method)
        where TCall : struct, IGrainCall
    {
        if (TryEnter(method) is not { } activation)
            return Queue(new CallRequest<TCall>(call, method, _class)).Task;

        var task = activation.Step(in call, method);
        if (task.IsCompleted)
        {
            activation.LeaveCompleted(task);
            return task;
        }

        var request = new CallRequest<TCall>(call, method, _class);
        activation.LeavePending(request, task);
        return request.Task;
    }

    protected Task<T> Call<T, TCall>(in TCall call, GrainMethod method)
        where TCall : struct, IGrainCall<T>
    {
        if (TryEnter(method) is not { } activation)
            return Queue(new CallRequest<T, TCall>(call, method, _class)).Task;

        var task = activation.Step<T, TCall>(in call, method);
        if (task.IsCompleted)
        {
            activation.LeaveCompleted(task);
            return task;
        }

        var request = new CallRequest<T, TCall>(call, method, _class);
        activation.LeavePending(request, task);
        return request.Task;
    }

    /// <summary>The activation, entered by this thread, when the call may run here and now.</summary>
    private Activation? TryEnter(GrainMethod method)
    {
        var activation = _seen ?? (_seen = _class.Directory.Find(in _key));
        if (activation is null || !Ambient.CanRunInline())
            return null;
        return activation.TryEnter() || activation.TryEnterShared(method.Options) ? activation : null;
    }

    private TRequest Queue<TRequest>(TRequest request)
        where TRequest : WaitingRequest
    {
        if (_class.Host.Refuses() is { } refusal)
        {
            request.Fail(refusal);
            return request;
        }

        // Armed first: a request may be done before the queueing of it returns.
        request.StartWaiting();
        _seen = _class.Directory.Dispatch(in _key, request);
        return request;
    }
}
