using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What the specifications of the stores share: a fresh database for each test, and a clock.</summary>
public abstract class StoreSpecification : IAsyncLifetime
{
    private Stores? _stores;

    /// <summary>What the stores take times from.</summary>
    protected SteppedClock Clock { get; } = new();

    /// <summary>The samples.</summary>
    protected ISampleStore Samples => _stores!.Samples;

    /// <summary>The links.</summary>
    protected ILinkStore Links => _stores!.Links;

    /// <inheritdoc/>
    public async Task InitializeAsync() => _stores = await OpenAsync(Clock);

    /// <inheritdoc/>
    public Task DisposeAsync() => _stores!.DisposeAsync().AsTask();

    /// <summary>Makes an empty database.</summary>
    protected abstract ValueTask<Stores> OpenAsync(TimeProvider clock);

    /// <summary>Stores a sample with one version of these nodes.</summary>
    protected async Task<SampleVersionId> StoreSampleAsync(params string[] nodes)
    {
        var sample = Make.Sample(nodes);
        await Samples.CreateAsync(sample, default);
        return new SampleVersionId(sample.Id, 1);
    }

    /// <summary>Runs many calls at once.</summary>
    protected static async Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> call)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, count).Select(async i =>
        {
            await go.Task;
            return await call(i);
        }).ToArray();
        go.SetResult();
        return await Task.WhenAll(calls);
    }
}
