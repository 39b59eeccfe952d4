namespace SampleService.Import;

/// <summary>Tells an operator now and then how far an import is. Used by several threads.</summary>
/// <param name="write">Takes a line.</param>
/// <param name="clock">What intervals are measured by.</param>
internal sealed class ImportProgress(Action<string> write, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private long _last = clock.GetTimestamp();

    /// <summary>Tells a step, if none was told for a while.</summary>
    public void Tell(Func<string> line)
    {
        if (clock.GetElapsedTime(Volatile.Read(ref _last)) >= Interval)
            Say(line());
    }

    /// <summary>Tells something in any case.</summary>
    public void Say(string line)
    {
        lock (_gate)
        {
            Volatile.Write(ref _last, clock.GetTimestamp());
            write(line);
        }
    }
}
