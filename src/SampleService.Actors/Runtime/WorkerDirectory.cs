using System.Collections.Concurrent;

namespace SampleService.Actors.Runtime;

/// <summary>Up to a number of activations a key, for stateless workers.</summary>
internal sealed class WorkerDirectory(GrainClass grainClass, int maximum) : GrainDirectory
{
    private readonly ConcurrentDictionary<GrainKey, WorkerGroup> _groups = new();

    internal override IEnumerable<Activation> All => _groups.SelectMany(pair => pair.Value.Workers);

    internal override Activation? Find(in GrainKey key) =>
        _groups.TryGetValue(key, out var group) ? Array.Find(group.Workers, worker => worker.IsIdle) : null;

    internal override Activation Dispatch(in GrainKey key, Request request)
    {
        while (true)
        {
            var group = _groups.GetOrAdd(key, static (_, limit) => new WorkerGroup(limit), maximum);
            if (group.Dispatch(grainClass, in key, request) is { } worker)
                return worker;
        }
    }

    // Groups lock before their workers do, so nothing is done under the lock of a worker.
    internal override Activation? Replace(Activation ended, List<Request> waiting) => null;

    internal override void Replaced(Activation ended, Activation? successor, List<Request> waiting)
    {
        if (_groups.TryGetValue(ended.Key, out var group) && group.Remove(ended))
            _groups.TryRemove(KeyValuePair.Create(ended.Key, group));
        grainClass.Host.Queued(-waiting.Count);
        foreach (var request in waiting)
            Dispatch(ended.Key, request);
    }
}
