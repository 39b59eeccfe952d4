using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="IErasures"/>. Grains that remember versions and nodes end: nobody asks them any more, and they read anew if somebody does.</summary>
internal sealed class Erasures(IErasureStore store, SampleCache cache, IGrainFactory grains) : IErasures
{
    private readonly HashSet<SampleId> _forgotten = [];

    public async Task<int> EraseAsync(SampleId id, CancellationToken cancellation)
    {
        var sample = await store.EraseAsync(id, cancellation) ?? throw ServiceException.NoSuchSample(id);
        if (sample.Withdrawal is null)
            throw ServiceException.Illegal($"{id} is not withdrawn");
        cache.Forget(id, sample.Head);
        await EndGrainsAsync();
        return sample.Head;
    }

    public async Task ForgetAsync(Timestamp since, CancellationToken cancellation)
    {
        var erased = await store.ListErasedAsync(since, cancellation);
        // Again and again while they are recent: somebody may have been reading one of them.
        foreach (var (id, versions) in erased)
            cache.Forget(id, versions);
        _forgotten.RemoveWhere(id => erased.All(one => one.Id != id));
        if (erased.Any(one => _forgotten.Add(one.Id)))
            await EndGrainsAsync();
    }

    private Task EndGrainsAsync() => grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
}
