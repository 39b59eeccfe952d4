namespace SampleService.Actors.Runtime;

/// <summary>Collects activations that nobody uses: by age in rounds, and promptly when a memory bound is passed.</summary>
internal sealed class Collector : IDisposable
{
    private static readonly DeactivationReason Idle = new(DeactivationReasonCode.ActivationIdle, "The activation was not used.");
    private static readonly DeactivationReason Pressure = new(DeactivationReasonCode.HighMemoryPressure, "A bound on activations was passed.");

    private readonly ActorHost _host;
    private readonly ITimer _timer;
    private readonly Lock _rounds = new();
    private int _trimming;
    private long _roundEpoch;

    /// <summary>When too much is busy to get below a bound, how far it must be passed before the next attempt.</summary>
    private long _patienceActivations;
    private long _patienceBytes;

    internal Collector(ActorHost host)
    {
        _host = host;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            _timer = host.Time.CreateTimer(static state => ((Collector)state!).Round(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    internal void Start() => _timer.Change(_host.Options.CollectionQuantum, _host.Options.CollectionQuantum);

    /// <summary>Gets below the bounds, on a thread of the pool.</summary>
    internal void Trim()
    {
        if (_host.Activations <= Volatile.Read(ref _patienceActivations) && _host.Bytes <= Volatile.Read(ref _patienceBytes))
            return;
        if (Interlocked.Exchange(ref _trimming, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static collector => collector.TrimNow(), this, preferLocal: false);
    }

    /// <summary>Collects by age, then looks at the bounds again.</summary>
    internal void Round()
    {
        lock (_rounds)
        {
            var now = _host.Time.GetTimestamp();
            var former = _roundEpoch;
            _roundEpoch = _host.NextEpoch();
            var collected = 0;
            foreach (var activation in _host.All)
            {
                if (activation.LastUse >= former || !activation.IsIdle)
                    activation.SeenUsedAt = now;
                else if (IsOld(activation, now) && activation.TryCollect(Idle))
                    collected++;
            }

            Told(collected);
            (_patienceActivations, _patienceBytes) = (0, 0);
        }

        if (_host.Activations > _host.Options.MaximumActivations || _host.Bytes > _host.Options.MaximumBytes)
            Trim();
    }

    private bool IsOld(Activation activation, long now) =>
        _host.Time.GetElapsedTime(activation.SeenUsedAt, now) >= _host.Options.CollectionAge && activation.MayBeCollected(now);

    private void TrimNow()
    {
        var (mostActivations, mostBytes) = (_host.Options.MaximumActivations, _host.Options.MaximumBytes);
        int activations = _host.Activations;
        var bytes = _host.Bytes;

        // A bound that holds is not trimmed for; the other one is brought down to three quarters.
        var activationGoal = activations > mostActivations ? mostActivations / 4 * 3 + mostActivations % 4 * 3 / 4 : int.MaxValue;
        var byteGoal = bytes > mostBytes ? mostBytes / 4 * 3 : long.MaxValue;
        var collected = 0;
        foreach (var candidate in _host.All.Where(one => one.IsIdle).Select(one => (Activation: one, one.LastUse)).OrderBy(one => one.LastUse))
        {
            if (activations <= activationGoal && bytes <= byteGoal)
                break;
            var weight = candidate.Activation.Bytes;
            if (!candidate.Activation.TryCollect(Pressure))
                continue;
            activations--;
            bytes -= weight;
            collected++;
        }

        Told(collected);
        Volatile.Write(ref _patienceActivations, activations > activationGoal ? activations + (mostActivations / 16) : 0);
        Volatile.Write(ref _patienceBytes, bytes > byteGoal ? bytes + (mostBytes / 16) : 0);
        Volatile.Write(ref _trimming, 0);
    }

    private void Told(int collected)
    {
        if (collected > 0)
            _host.Log.Collected(collected, _host.Activations);
    }
}
