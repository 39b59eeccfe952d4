namespace SampleService.Grains;

/// <summary>
/// A grain that ends soon after it has found nothing to remember: anybody can ask for things that do not exist, and such a call must
/// not cost memory for long. It does not end at once: other silos would turn away the calls that wait for it, and repeat them.
/// </summary>
internal abstract class TransientGrain : ServiceGrain
{
    private static readonly GrainTimerCreationOptions Soon = new(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan) { Interleave = true };

    private IGrainTimer? _end;

    /// <summary>Whether nothing is remembered.</summary>
    protected abstract bool IsEmpty { get; }

    /// <summary>Ends the grain in a moment, if it is empty then.</summary>
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
