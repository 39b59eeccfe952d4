namespace SampleService.Actors.Runtime;

/// <summary>
/// One grain in memory and the order in which its calls run. It is the synchronization context of its turns, so that
/// code between two awaits comes back to it and never runs on two threads at once.
/// <para>
/// Who may run code is told by a gate. Idle: nothing is known here but the grain, and a caller may take it with one
/// compare-and-swap. Inline: one caller runs a turn, and nobody else has come. Shared: there is more (queued, awaiting
/// or posted work, or a change of phase) and everything is decided under the lock; then <c>_executing</c> tells
/// whether some thread has, or is on its way with, the right to run code.
/// </para>
/// </summary>
internal sealed partial class Activation : SynchronizationContext, IThreadPoolWorkItem
{
    private const int Idle = 0;
    private const int Inline = 1;
    private const int Shared = 2;

    /// <summary>Rounds for which a caller waits at the gate: an inline turn is shorter than a way through the queue.</summary>
    private const int Patience = 24;

    /// <summary>Steps after which a busy activation lets others have its thread.</summary>
    private const int StepsInARow = 64;

    private readonly Lock _lock = new();
    private readonly GrainKey _key;
    private int _gate = Shared;
    private Phase _phase;
    private bool _executing;
    private Queue<(SendOrPostCallback Callback, object? State)>? _posted;

    internal Activation(GrainClass grainClass, in GrainKey key)
    {
        Class = grainClass;
        _key = key;
        LastUse = grainClass.Host.Epoch;
        SeenUsedAt = grainClass.Host.Time.GetTimestamp();
    }

    internal GrainClass Class { get; }

    internal GrainKey Key => _key;

    internal GrainId Id => new(Class.Name, _key);

    internal bool IsIdle => Volatile.Read(ref _gate) == Idle;

    private ActorHost Host => Class.Host;

    public override SynchronizationContext CreateCopy() => this;

    public override void Send(SendOrPostCallback d, object? state)
    {
        // Waiting for the turns of a grain would block the thread that may have to run them.
        if (!ReferenceEquals(Current, this))
            throw new NotSupportedException("A grain's context takes no synchronous work from outside.");
        d(state);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            MakeShared();
            (_posted ??= new()).Enqueue((d, state));
            if (!_executing)
                Schedule();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        (Request Request, Task Outcome)? answer = null;
        for (var steps = 0; Advance(last: steps == StepsInARow, ref answer); steps++)
        {
        }

        Ambient.Clear(null);
    }

    /// <summary>Does the next thing there is to do; false when there is none or the thread is to be given up.</summary>
    private bool Advance(bool last, ref (Request Request, Task Outcome)? answer)
    {
        Ambient.Clear(this);
        var step = Decide(last, out var posted, out var request);

        // Only now, so that a caller who has his answer finds the grain idle, if it is.
        if (answer is { } due)
            due.Request.Complete(due.Outcome);
        answer = null;
        switch (step)
        {
            case NextStep.RunPosted:
                RunPosted(posted.Callback, posted.State);
                break;
            case NextStep.RunRequest:
                answer = RunRequest(request!);
                break;
            case NextStep.Activate:
                _ = ActivateAsync();
                break;
            case NextStep.Deactivate:
                _ = DeactivateAsync();
                break;
        }

        return step != NextStep.Rest;
    }

    private NextStep Decide(bool last, out (SendOrPostCallback Callback, object? State) posted, out Request? request)
    {
        posted = default;
        request = null;
        lock (_lock)
        {
            if (last)
            {
                Schedule();
                return NextStep.Rest;
            }

            if (_posted is { Count: > 0 })
            {
                posted = _posted.Dequeue();
                return NextStep.RunPosted;
            }

            if (_phase == Phase.New)
            {
                _phase = Phase.Activating;
                return NextStep.Activate;
            }

            if (MayDeactivate)
            {
                _phase = Phase.Deactivating;
                return NextStep.Deactivate;
            }

            if (NextRequest() is { } next)
            {
                next.List!.Remove(next);
                request = next;
                return NextStep.RunRequest;
            }

            Settle();
            return NextStep.Rest;
        }
    }

    private void RunPosted(SendOrPostCallback callback, object? state)
    {
        try
        {
            callback(state);
        }
        catch (Exception exception)
        {
            // An async void method of the grain threw: nobody waits for it, and it must not end the process.
            Host.Log.StrayException(exception, Class.Name);
        }
    }

    /// <summary>Under the lock: takes the gate away from inline callers. One that is inside counts as executing.</summary>
    private void MakeShared()
    {
        while (_gate != Shared)
        {
            var gate = Volatile.Read(ref _gate);
            if (gate != Shared && Interlocked.CompareExchange(ref _gate, Shared, gate) == gate)
                _executing = gate == Inline;
        }
    }

    /// <summary>Under the lock: gives a thread of the pool the right to run code here.</summary>
    private void Schedule()
    {
        _executing = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Under the lock, gate shared: nobody runs code now; decides what comes next, if anything.</summary>
    private void Settle()
    {
        if (_posted is { Count: > 0 } || (_phase == Phase.New && _queue is { Count: > 0 }) || MayDeactivate || NextRequest() is not null)
        {
            Schedule();
            return;
        }

        _executing = false;
        if (_phase != Phase.Active)
            return;
        Weigh();
        if (!_closing && Running == 0 && _queue is null or { Count: 0 } && !Host.IsStopping)
            Volatile.Write(ref _gate, Idle);
    }
}
