using System.Diagnostics;
using SampleService.Actors.Filters;
using SampleService.Actors.Proxies;

namespace SampleService.Actors.Runtime;

/// <content>Calls: which may start when, and what happens at their ends.</content>
internal sealed partial class Activation
{
    private RequestQueue? _queue;
    private RequestList? _running;
    private bool _ranAnything;

    /// <summary>Turns under way that keep ordinary calls out, and those that keep read-only ones out too.</summary>
    private int _ordinaryRunning;
    private int _readOnlyRunning;

    private int Running => _running?.Count ?? 0;

    /// <summary>Takes an idle activation.</summary>
    internal bool TryEnter() => Interlocked.CompareExchange(ref _gate, Inline, Idle) == Idle;

    /// <summary>Takes an activation where a turn is about to end, or where only turns that let this call in are awaiting.</summary>
    internal bool TryEnterShared(GrainMethodOptions options)
    {
        if (ReferenceEquals(Current, this))
            return false;
        for (var round = 0; round < Patience && Volatile.Read(ref _gate) == Inline; round++)
        {
            Thread.SpinWait(4);
            if (TryEnter())
                return true;
        }

        lock (_lock)
        {
            if (_phase != Phase.Active || _closing || _executing || Host.IsStopping)
                return false;
            if (_gate != Shared)
                return TryEnter();
            var interleaves = Class.Reentrant || (options & GrainMethodOptions.AlwaysInterleave) != 0;
            if (_posted is { Count: > 0 } || NextRequest() is not null)
                return false;
            return _executing = interleaves || MayStart((options & GrainMethodOptions.ReadOnly) != 0);
        }
    }

    /// <summary>Queues a call; false when this activation has ended.</summary>
    internal bool TryQueue(Request request)
    {
        lock (_lock)
        {
            if (_phase == Phase.Ended)
                return false;
            MakeShared();
            Enqueue(request);
            Host.Queued(1);
            if (!_executing)
                Settle();
            return true;
        }
    }

    /// <summary>Queues a call if nothing else is to be done here.</summary>
    internal bool TryQueueIfIdle(Request request)
    {
        lock (_lock)
        {
            if (Interlocked.CompareExchange(ref _gate, Shared, Idle) != Idle)
                return false;
            Enqueue(request);
            Host.Queued(1);
            Settle();
            return true;
        }
    }

    /// <summary>Queues what another activation of the grain could not run any more. Nobody knows this one yet.</summary>
    internal void Adopt(IReadOnlyList<Request> requests)
    {
        lock (_lock)
        {
            foreach (var request in requests)
                Enqueue(request);
        }
    }

    internal void BeginAdopted()
    {
        lock (_lock)
        {
            if (!_executing)
                Settle();
        }
    }

    /// <summary>Drops a call that its caller has given up, if it has not begun.</summary>
    internal static void Forget(Request request)
    {
        while (request.Owner is { } owner)
        {
            lock (owner._lock)
            {
                // Moved to another activation meanwhile.
                if (!ReferenceEquals(request.Owner, owner))
                    continue;
                if (request.List is { } list && !ReferenceEquals(list, owner._running))
                {
                    list.Remove(request);
                    owner.Host.Queued(-1);
                    if (!owner._executing)
                        owner.Settle();
                }

                return;
            }
        }
    }

    /// <summary>Runs the synchronous part of a call on this thread, which has entered.</summary>
    internal Task Step<TCall>(in TCall call, GrainMethod method)
        where TCall : struct, IGrainCall
    {
        var outer = Ambient.Enter(this);
        var task = Invoke(in call, method);
        outer.Leave();
        return task;
    }

    internal Task<T> Step<T, TCall>(in TCall call, GrainMethod method)
        where TCall : struct, IGrainCall<T>
    {
        var outer = Ambient.Enter(this);
        var task = Invoke<T, TCall>(in call, method);
        outer.Leave();
        return task;
    }

    internal Task Invoke<TCall>(in TCall call, GrainMethod method)
        where TCall : struct, IGrainCall
    {
        try
        {
            return (Class.Filters is null ? call.Invoke(_grain!) : new FilteredCall<TCall>(this, in call, method).RunAsync())
                ?? throw NoTask(method);
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    internal Task<T> Invoke<T, TCall>(in TCall call, GrainMethod method)
        where TCall : struct, IGrainCall<T>
    {
        try
        {
            return (Class.Filters is null ? call.Invoke(_grain!) : new FilteredCall<T, TCall>(this, in call, method).RunAsync())
                ?? throw NoTask(method);
        }
        catch (Exception exception)
        {
            return Task.FromException<T>(exception);
        }
    }

    /// <summary>Ends a call that was entered and has completed.</summary>
    internal void LeaveCompleted(Task task)
    {
        LookForInconsistency(task);
        LastUse = Host.Epoch;
        Weigh();
        if (Interlocked.CompareExchange(ref _gate, Idle, Inline) == Inline)
            return;
        lock (_lock)
            Settle();
    }

    /// <summary>Gives the thread back after a call that was entered and is awaiting.</summary>
    internal void LeavePending(WaitingRequest request, Task task)
    {
        LastUse = Host.Epoch;
        var outer = Ambient.Enter(this);
        request.StartWaiting();
        lock (_lock)
        {
            MakeShared();
            AddRunning(request);
            Settle();
        }

        EndWith(request, task);
        outer.Leave();
    }

    /// <summary>A grain whose state is not the stored one ends, and the next activation reads it again.</summary>
    private void LookForInconsistency(Task task)
    {
        if (!task.IsFaulted || task.Exception.InnerException is not InconsistentStateException { IsSourceActivation: true } exception)
            return;
        exception.IsSourceActivation = false;
        Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, exception, "The state of the grain is not the stored one."));
    }

    private static InvalidOperationException NoTask(GrainMethod method) => new($"{method} returned null in place of a task.");

    /// <summary>Runs a call up to its first await; when there was none, returns what is to be answered.</summary>
    private (Request Request, Task Outcome)? RunRequest(Request request)
    {
        if (request.IsAnswered)
        {
            Host.Queued(-1);
            return null;
        }

        _ranAnything = true;
        var task = request.Step(this);
        if (request.KeepsAlive)
            LastUse = Host.Epoch;
        if (task.IsCompleted)
        {
            LookForInconsistency(task);
            Host.Queued(-1);
            return (request, task);
        }

        lock (_lock)
            AddRunning(request);
        Host.Queued(-1);
        EndWith(request, task);
        return null;
    }

    private void EndWith(Request request, Task task) => task.ContinueWith(
        static (task, state) => ((Request)state!).Owner!.EndTurn((Request)state, task),
        request,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private void EndTurn(Request request, Task task)
    {
        LookForInconsistency(task);
        if (request.KeepsAlive)
            LastUse = Host.Epoch;
        lock (_lock)
        {
            RemoveRunning(request);
            if (!_executing)
                Settle();
        }

        // After the turn's end, so that a caller's next call finds the grain free.
        request.Complete(task);
    }

    private void Enqueue(Request request)
    {
        request.Owner = this;
        (_queue ??= new()).Add(request);
    }

    /// <summary>Under the lock: the oldest queued call that may start now.</summary>
    private Request? NextRequest() =>
        _queue is null || _closing || _phase != Phase.Active
            ? null
            : _queue.First(ordinary: MayStart(readOnly: false), readOnly: MayStart(readOnly: true));

    private bool MayStart(bool readOnly) => _ordinaryRunning == 0 && (readOnly || _readOnlyRunning == 0);

    private void AddRunning(Request request)
    {
        Debug.Assert(_phase == Phase.Active, "Turns run on active grains only.");
        request.Owner = this;
        (_running ??= new()).Add(request);
        Host.Awaiting(1);
        if (request.Interleaves)
            return;
        if (request.ReadOnly)
            _readOnlyRunning++;
        else
            _ordinaryRunning++;
    }

    private void RemoveRunning(Request request)
    {
        _running!.Remove(request);
        Host.Awaiting(-1);
        if (request.Interleaves)
            return;
        if (request.ReadOnly)
            _readOnlyRunning--;
        else
            _ordinaryRunning--;
    }
}
