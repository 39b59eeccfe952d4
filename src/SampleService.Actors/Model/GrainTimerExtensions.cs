using SampleService.Actors.Runtime;

namespace SampleService.Actors;

/// <summary>Timers for grains: the callback runs as a turn of the grain and never overlaps itself.</summary>
public static class GrainTimerExtensions
{
    public static IGrainTimer RegisterGrainTimer(
        this Grain grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentNullException.ThrowIfNull(callback);
        return grain.RequireActivation().AddTimer(callback, options);
    }

    public static IGrainTimer RegisterGrainTimer<TState>(
        this Grain grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return grain.RegisterGrainTimer(token => callback(state, token), options);
    }
}
