namespace SampleService.Actors.Runtime;

/// <summary>Which activations the keys of one grain class have now. Safe for use by several threads.</summary>
internal abstract class GrainDirectory
{
    internal abstract IEnumerable<Activation> All { get; }

    internal abstract Activation? Find(in GrainKey key);

    /// <summary>Queues a call at an activation of the key, a new one if need be.</summary>
    internal abstract Activation Dispatch(in GrainKey key, Request request);

    /// <summary>
    /// Under the lock of an activation that ends: removes it, and puts a new one in its place if calls wait.
    /// </summary>
    internal abstract Activation? Replace(Activation ended, List<Request> waiting);

    /// <summary>After <see cref="Replace"/>, without the lock.</summary>
    internal abstract void Replaced(Activation ended, Activation? successor, List<Request> waiting);
}
