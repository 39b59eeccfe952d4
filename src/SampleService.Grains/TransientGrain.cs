namespace SampleService.Grains;

/// <summary>
/// A grain that is let go soon after it turned out that there is nothing for it to remember: anybody can ask for things
/// that do not exist, and each such question must not cost memory for long. It is not let go at once, since the calls that
/// wait for it would be turned away on silos, and come again.
/// </summary>
internal abstract class TransientGrain : Grain
{
    private static readonly GrainTimerCreationOptions Soon = new(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan) { Interleave = true };

    private IGrainTimer? _end;

    /// <summary>Whether nothing is remembered.</summary>
    protected abstract bool IsEmpty { get; }

    /// <summary>Lets the grain go in a moment, if it is empty then.</summary>
    protected void DeactivateSoonIfEmpty() => _end ??= this.RegisterGrainTimer(End, Soon);

    private Task End(CancellationToken cancellation)
    {
        _end!.Dispose();
        _end = null;
        if (IsEmpty)
            DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
