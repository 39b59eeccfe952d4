namespace SampleService.Storage;

/// <summary>
/// Whether writes to the database fail, as far as those made tell: for a reason that is not gone with the call that it hit, such
/// as a full disk. Safe for concurrent use.
/// </summary>
internal sealed class WriteHealth
{
    private int _state;

    private enum State
    {
        Working,
        Failing,
        Damaged,
    }

    /// <summary>Whether they fail.</summary>
    public bool IsFailing => Volatile.Read(ref _state) != (int)State.Working;

    /// <summary>Whether the database is damaged, which no write that succeeds disproves.</summary>
    public bool IsDamaged => Volatile.Read(ref _state) == (int)State.Damaged;

    /// <summary>A write was stored. Costs nothing as long as none has failed.</summary>
    public void MarkSucceeded()
    {
        if (IsFailing)
            Interlocked.CompareExchange(ref _state, (int)State.Working, (int)State.Failing);
    }

    /// <summary>A write failed, and so would others.</summary>
    public void MarkFailed() => Interlocked.CompareExchange(ref _state, (int)State.Failing, (int)State.Working);

    /// <summary>Pages of the database are damaged. Holds until the process ends.</summary>
    public void MarkDamaged() => Interlocked.Exchange(ref _state, (int)State.Damaged);
}
