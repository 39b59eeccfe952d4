using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>The states of the platform, as the database has them.</summary>
internal sealed class PlatformStates(IPlatformStateStore store) : IPlatformStates, IDisposable
{
    /// <summary>One look at a time, so that none is told of after a newer one.</summary>
    private readonly SemaphoreSlim _look = new(1);

    public event Action<SharedStateList>? Observed;

    public async ValueTask<SharedStateList> ListAsync(CancellationToken cancellation)
    {
        await _look.WaitAsync(cancellation);
        try
        {
            var list = await store.ListAsync(cancellation);
            Observed?.Invoke(list);
            return list;
        }
        finally
        {
            _look.Release();
        }
    }

    public async ValueTask SetAsync(NewSharedState state, CancellationToken cancellation)
    {
        try
        {
            if (await store.SetAsync(state, cancellation) is { } other)
                throw ServiceException.Illegal($"state {state.Number} is set by {other.Owner}");
        }
        finally
        {
            // Also when it is not known whether every write has ended: the state is set then.
            await ListAsync(CancellationToken.None);
        }
    }

    public async ValueTask RenewAsync(int number, string owner, TimeSpan lease, CancellationToken cancellation)
    {
        if (!await store.RenewAsync(number, owner, lease, cancellation))
            throw ServiceException.Illegal($"state {number} is not set by {owner}");
        await ListAsync(cancellation);
    }

    public async ValueTask ClearAsync(int number, CancellationToken cancellation)
    {
        await store.ClearAsync(number, cancellation);
        await ListAsync(cancellation);
    }

    public ValueTask AnnounceAsync(ServingProcess process, CancellationToken cancellation) => store.AnnounceAsync(process, cancellation);

    public ValueTask WithdrawAsync(string process, CancellationToken cancellation) => store.WithdrawAsync(process, cancellation);

    public ValueTask<IReadOnlyList<ServingProcess>> ListProcessesAsync(CancellationToken cancellation) =>
        store.ListProcessesAsync(cancellation);

    public void Dispose() => _look.Dispose();
}
