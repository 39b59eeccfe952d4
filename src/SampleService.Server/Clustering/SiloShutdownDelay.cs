using Orleans.Runtime;

namespace SampleService.Server;

/// <summary>
/// Keeps a stopping silo connected for a moment after its grains have ended, so that it still rejects the calls that others have
/// sent it meanwhile; they repeat them elsewhere. Without it they would learn of its end before the rejection arrives, and the
/// outcome of a write would be unknown.
/// </summary>
internal sealed class SiloShutdownDelay(TimeProvider clock) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Enough for a message that was under way when the grains ended, and for its answer.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(500);

    /// <summary>One stage before the membership table says that this silo has ended.</summary>
    private const int Stage = ServiceLifecycleStage.RuntimeInitialize + 2;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(SiloShutdownDelay), Stage, _ => Task.CompletedTask, WaitAsync);

    private async Task WaitAsync(CancellationToken cancellation) =>
        await Task.Delay(Duration, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
