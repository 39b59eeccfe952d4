namespace SampleService.Server;

/// <summary>
/// Gives memory back to the operating system after requests that took much of it. Else a process with little to do would keep it
/// until the next collection of its whole heap, which may be hours away.
/// </summary>
internal sealed class LargeRequestMemory(TimeProvider clock)
{
    private const long Large = 64_000_000;

    /// <summary>The collection stops all calls for some ten milliseconds, so it is rare.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private int _isScheduled;

    /// <summary>A request has ended.</summary>
    /// <param name="bytes">The most that it had at a time.</param>
    public void Ended(long bytes)
    {
        if (bytes >= Large && Interlocked.Exchange(ref _isScheduled, 1) == 0)
            _ = GiveBackAsync();
    }

    private async Task GiveBackAsync()
    {
        await Task.Delay(Interval, clock);
        Volatile.Write(ref _isScheduled, 0);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
