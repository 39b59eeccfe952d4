using SampleService.Actors.Runtime;

namespace SampleService.Actors;

/// <summary>Readings of the grain host for metrics. Cheap, safe at any time; numbers read together need not fit each other exactly.</summary>
public sealed class ActorStatistics
{
    private readonly ActorHost _host;

    internal ActorStatistics(ActorHost host) => _host = host;

    /// <summary>All activations, those that begin or end included.</summary>
    public int Activations => _host.Activations;

    /// <summary>Bytes that the grains hold, as <see cref="ActorOptions.Weigh"/> counts them.</summary>
    public long Bytes => _host.Bytes;

    /// <summary>Calls and timer ticks that wait for their turn.</summary>
    public int QueuedTurns => _host.QueuedTurns;

    /// <summary>Calls and timer ticks that have begun and are awaiting something.</summary>
    public int AwaitingTurns => _host.AwaitingTurns;

    /// <summary>Names of the grain types and how many activations each has.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> ActivationsByGrainType =>
        [.. _host.Classes.Select(grainClass => KeyValuePair.Create(grainClass.Name, grainClass.Activations))];
}
