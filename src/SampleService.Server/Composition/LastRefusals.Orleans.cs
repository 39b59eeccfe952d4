using Orleans.Runtime;

namespace SampleService.Server;

/// <summary>
/// Keeps a silo that stops connected for a moment after its grains have ended: what others have sent it meanwhile is
/// refused, and made again elsewhere. Without it they would learn of its end before the refusal arrives, and nobody could say
/// what became of a write.
/// </summary>
internal sealed class LastRefusals(TimeProvider clock) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>What was under way when the silo took its last call should have arrived by then, and the answer too.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    /// <summary>One stage before the table of silos says that this one has ended.</summary>
    private const int Stage = ServiceLifecycleStage.RuntimeInitialize + 2;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(LastRefusals), Stage, _ => Task.CompletedTask, WaitAsync);

    private async Task WaitAsync(CancellationToken hurry) =>
        await Task.Delay(Moment, clock, hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
