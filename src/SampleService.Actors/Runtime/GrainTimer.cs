namespace SampleService.Actors.Runtime;

/// <summary>Puts a tick into the queue of its activation, and starts waiting for the next one when that tick has run.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CancellationTokenSource _disposal = new();
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _ticking;

    internal GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, TimeProvider time)
    {
        Check(options.DueTime, options.Period);
        _activation = activation;
        _callback = callback;
        (_dueTime, _period) = (options.DueTime, options.Period);
        Options = options;

        // Ticks start clean, like any turn.
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static state => ((GrainTimer)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal GrainTimerCreationOptions Options { get; }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, period);
        lock (_lock)
        {
            (_dueTime, _period) = (dueTime, period);
            if (!_ticking)
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _disposal.Cancel();
        _activation.RemoveTimer(this);
    }

    internal void Start()
    {
        lock (_lock)
        {
            if (!_ticking)
                _timer.Change(_dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    internal Task TickAsync()
    {
        lock (_lock)
            _dueTime = _period;
        try
        {
            return _disposal.IsCancellationRequested ? Task.CompletedTask : _callback(_disposal.Token);
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    internal void Ticked(Task tick)
    {
        if (tick.Exception is { } exception)
            _activation.Class.Host.Log.TimerFailed(exception.GetBaseException(), _activation.Class.Name);
        lock (_lock)
            _ticking = false;
        Start();
    }

    private static void Check(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero && dueTime != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(dueTime));
        if (period < TimeSpan.Zero && period != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(period));
    }

    private void Fire()
    {
        lock (_lock)
        {
            if (_ticking || _disposal.IsCancellationRequested)
                return;
            _ticking = true;
        }

        _activation.TryQueue(new TimerRequest(this));
    }
}
