using System.Diagnostics.CodeAnalysis;

namespace SampleService.Actors;

/// <summary>How a grain timer runs. <see cref="Timeout.InfiniteTimeSpan"/> as due time: not started; as period: once.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of one tick to the start of the next.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Ticks may start while another call of the grain is awaiting.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks count as use, so that the activation isn't collected as idle.</summary>
    public bool KeepAlive { get; init; }
}
