namespace SampleService.Actors.Runtime;

/// <content>Beginning and end of an activation.</content>
internal sealed partial class Activation
{
    /// <summary>A grain that deactivates whenever it is activated must not keep its callers going round for ever.</summary>
    private const int MostFruitlessMoves = 3;

    private object? _grain;
    private bool _closing;
    private DeactivationReason _reason;
    private List<GrainTimer>? _timers;
    private TaskCompletionSource? _ended;

    internal object Instance => _grain!;

    /// <summary>Under the lock: the end is wanted and no turn is under way.</summary>
    private bool MayDeactivate => _closing && _phase == Phase.Active && Running == 0;

    /// <summary>Ends this activation as soon as no turn is under way; calls that wait go to a new one.</summary>
    internal void Deactivate(DeactivationReason reason)
    {
        lock (_lock)
        {
            if (_closing || _phase is Phase.Deactivating or Phase.Ended)
                return;
            _closing = true;
            _reason = reason;
            MakeShared();
            if (!_executing)
                Settle();
        }
    }

    /// <summary>Ends this activation if nothing is to be done here.</summary>
    internal bool TryCollect(DeactivationReason reason)
    {
        lock (_lock)
        {
            if (Interlocked.CompareExchange(ref _gate, Shared, Idle) != Idle)
                return false;
            _closing = true;
            _reason = reason;
            if (Class.HasCleanUp || _timers is not null)
            {
                Settle();
                return true;
            }

            // Nothing to run: no detour over the pool when thousands are collected.
            _executing = true;
            _phase = Phase.Deactivating;
        }

        End();
        lock (_lock)
            Settle();
        return true;
    }

    /// <summary>Completes when this activation has ended.</summary>
    internal Task WhenEndedAsync()
    {
        lock (_lock)
        {
            return _phase == Phase.Ended
                ? Task.CompletedTask
                : (_ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>The host's time to drain is over: all callers get an error; turns under way are left alone.</summary>
    internal void Abandon(Exception exception)
    {
        List<Request> requests = [];
        lock (_lock)
        {
            MakeShared();
            requests.AddRange(TakeQueued());
            Host.Queued(-requests.Count);
            for (var request = _running?.First; request is not null; request = request.Next)
                requests.Add(request);
            if (!_executing)
                Settle();
        }

        foreach (var request in requests)
            request.Fail(exception);
    }

    /// <summary>The host is stopping: inline callers shall come to see it.</summary>
    internal void CloseGate()
    {
        lock (_lock)
            MakeShared();
    }

    internal GrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options, Host.Time);
        lock (_lock)
        {
            if (_phase is Phase.Deactivating or Phase.Ended)
                throw new InvalidOperationException("The activation is ending and takes no timers.");
            (_timers ??= []).Add(timer);
        }

        timer.Start();
        return timer;
    }

    internal void RemoveTimer(GrainTimer timer)
    {
        lock (_lock)
            _timers?.Remove(timer);
    }

    private async Task ActivateAsync()
    {
        try
        {
            if (Host.IsClosed)
                throw ActorHost.Stopping();
            (_grain, var states) = Class.Create(this);
            if (states.Length > 0)
                await Task.WhenAll(states.Select(state => state.ReadAsync()));
            if (_grain is Grain grain)
                await grain.OnActivateAsync(Host.Stopped);
        }
        catch (Exception exception)
        {
            await DisposeGrainAsync();
            End(exception);
            return;
        }

        lock (_lock)
            _phase = Phase.Active;
    }

    private async Task DeactivateAsync()
    {
        StopTimers();
        if (Class.HasCleanUp)
        {
            try
            {
                using var patience = new CancellationTokenSource(Host.Options.DeactivationTimeout, Host.Time);
                var deactivation = ((Grain)_grain!).OnDeactivateAsync(_reason, patience.Token);
                await deactivation.WaitAsync(patience.Token);
            }
            catch (Exception exception)
            {
                Host.Log.DeactivationFailed(exception, Class.Name);
            }

            await DisposeGrainAsync();
        }

        End();
    }

    private async Task DisposeGrainAsync()
    {
        try
        {
            if (_grain is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else
                (_grain as IDisposable)?.Dispose();
        }
        catch (Exception exception)
        {
            Host.Log.DisposalFailed(exception, Class.Name);
        }
    }

    /// <summary>Leaves the directory. What waits goes to a new activation, or fails with the failure of this one.</summary>
    private void End(Exception? failure = null)
    {
        StopTimers();
        List<Request> moving = [];
        List<Request> ending = [];
        Activation? successor;
        lock (_lock)
        {
            foreach (var request in TakeQueued())
                (failure is null && CanMove(request) ? moving : ending).Add(request);
            _phase = Phase.Ended;
            _grain = null;

            // Under the lock: whoever then finds this activation ended finds the directory up to date,
            // and his call behind those that were here before.
            successor = Class.Directory.Replace(this, moving);
            Host.Ended(this);
            _ended?.TrySetResult();
        }

        Host.Queued(-ending.Count);
        foreach (var request in ending)
            request.Fail(failure ?? new OrleansMessageRejectionException("The grain deactivates before it runs any call."));
        Class.Directory.Replaced(this, successor, moving);
    }

    private bool CanMove(Request request) =>
        !request.IsLocal && !request.IsAnswered && (_ranAnything || ++request.FruitlessMoves <= MostFruitlessMoves);

    private List<Request> TakeQueued()
    {
        List<Request> requests = [];
        while (_queue?.First(ordinary: true, readOnly: true) is { } request)
        {
            request.List!.Remove(request);
            requests.Add(request);
        }

        return requests;
    }

    private void StopTimers()
    {
        List<GrainTimer>? timers;
        lock (_lock)
            (timers, _timers) = (_timers, null);
        timers?.ForEach(timer => timer.Dispose());
    }
}
