namespace SampleService.Validation;

/// <summary>How long the validators of one call may wait for other services, and how many calls may at a time.</summary>
/// <param name="time">The timeout of all validators together, counted from the first wait.</param>
/// <param name="clock">Measures the timeout.</param>
public sealed class WaitLimits(TimeSpan time, TimeProvider clock)
{
    /// <summary>Maximum number of keys of a call in validation, and of requests to other services at a time.</summary>
    public const int MaxConcurrency = 8;

    private int _waiting;

    /// <summary>30 seconds.</summary>
    public static WaitLimits Default { get; } = new(TimeSpan.FromSeconds(30), TimeProvider.System);

    /// <summary>The timeout.</summary>
    public TimeSpan Time => time;

    /// <summary>What measures it.</summary>
    public TimeProvider Clock => clock;

    /// <summary>
    /// Maximum number of calls that wait; one more is refused as busy. A quarter of the calls that a process admits by default, so that
    /// a service that hangs leaves most of them to those who do not need it.
    /// </summary>
    public int MaxCalls { get; init; } = 64 * Environment.ProcessorCount;

    /// <summary>Begins the wait of a call; false when too many wait.</summary>
    internal bool TryBeginWait()
    {
        if (Interlocked.Increment(ref _waiting) <= MaxCalls)
            return true;
        EndWait();
        return false;
    }

    /// <summary>Ends the wait of a call.</summary>
    internal void EndWait() => Interlocked.Decrement(ref _waiting);
}
