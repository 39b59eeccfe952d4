using System.Collections.Concurrent;

namespace SampleService.Actors.Runtime;

/// <summary>Exactly one activation a key.</summary>
internal sealed class SingleDirectory(GrainClass grainClass) : GrainDirectory
{
    private readonly ConcurrentDictionary<GrainKey, Activation> _activations = new();

    internal override IEnumerable<Activation> All => _activations.Select(pair => pair.Value);

    internal override Activation? Find(in GrainKey key) => _activations.TryGetValue(key, out var activation) ? activation : null;

    internal override Activation Dispatch(in GrainKey key, Request request)
    {
        while (true)
        {
            if (!_activations.TryGetValue(key, out var activation))
            {
                activation = new Activation(grainClass, in key);
                if (!_activations.TryAdd(key, activation))
                    continue;
                grainClass.Host.Began(activation);
            }

            if (activation.TryQueue(request))
                return activation;
        }
    }

    internal override Activation? Replace(Activation ended, List<Request> waiting)
    {
        if (waiting.Count == 0)
        {
            _activations.TryRemove(KeyValuePair.Create(ended.Key, ended));
            return null;
        }

        var successor = new Activation(grainClass, ended.Key);
        successor.Adopt(waiting);
        grainClass.Host.Began(successor);
        _activations[ended.Key] = successor;
        return successor;
    }

    internal override void Replaced(Activation ended, Activation? successor, List<Request> waiting) => successor?.BeginAdopted();
}
