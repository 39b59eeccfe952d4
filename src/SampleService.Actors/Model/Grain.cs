using SampleService.Actors.Runtime;

namespace SampleService.Actors;

/// <summary>
/// Base of grain classes. An instance is one activation: made by the host on the first call to its key, used by one
/// thread at a time, dropped when idle. Members throw <see cref="InvalidOperationException"/> on an instance that
/// the host did not make.
/// </summary>
public abstract class Grain : IAddressable
{
    /// <summary>The host constructs grains inside their activation, so the key is known to constructors too.</summary>
    protected Grain() => Activation = SynchronizationContext.Current as Activation;

    protected IGrainFactory GrainFactory => RequireActivation().Class.Host.Factory;

    internal Activation? Activation { get; }

    /// <summary>
    /// Runs before the first call. When it throws, the calls that wait get the exception and the next call tries anew.
    /// </summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last turn. What it throws is logged and changes nothing.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation when the turns under way have ended; calls that wait go to a new one.</summary>
    protected void DeactivateOnIdle() =>
        RequireActivation().Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

    /// <summary>Keeps idle collection off for a time; zero or less takes an earlier wish back. Memory bounds don't heed it.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => RequireActivation().DelayDeactivation(timeSpan);

    internal Activation RequireActivation() =>
        Activation ?? throw new InvalidOperationException("This grain was not made by the grain host.");
}
