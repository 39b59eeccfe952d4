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

    /// <summary>What is recorded of rights.</summary>
    protected IAccessStore Access => _stores!.Access;

    /// <summary>Does operations.</summary>
    protected IOperationStore Operations => _stores!.Operations;

    /// <summary>Erases content.</summary>
    protected IErasureStore Erasures => _stores!.Erasures;

    /// <summary>The keys.</summary>
    protected IServiceKeyStore Keys => _stores!.Keys;

    /// <summary>The search.</summary>
    protected ISearchStore Search => _stores!.Search;

    /// <summary>The postings of the search.</summary>
    protected ISearchIndexStore Index => _stores!.Index;

    /// <summary>What samples were.</summary>
    protected IHistoryStore History => _stores!.History;

    /// <summary>The events.</summary>
    protected IEventStore Events => _stores!.Events;

    /// <summary>How far they were sent.</summary>
    protected IEventSenderStore Senders => _stores!.Senders;

    /// <summary>The webhooks.</summary>
    protected IWebhookStore Webhooks => _stores!.Webhooks;

    /// <summary>The groups.</summary>
    protected IGroupStore Groups => _stores!.Groups;

    /// <summary>The vocabularies.</summary>
    protected IVocabularyStore Vocabularies => _stores!.Vocabularies;

    /// <summary>The templates.</summary>
    protected ITemplateStore Templates => _stores!.Templates;

    /// <summary>The offers.</summary>
    protected IOfferStore Offers => _stores!.Offers;

    /// <inheritdoc/>
    public async Task InitializeAsync() => _stores = await OpenAsync(Clock);

    /// <inheritdoc/>
    public Task DisposeAsync() => _stores!.DisposeAsync().AsTask();

    /// <summary>Makes an empty database.</summary>
    protected abstract ValueTask<Stores> OpenAsync(TimeProvider clock);

    /// <summary>What makes samples from before findable.</summary>
    protected IBackfillStore Backfill => _stores!.Backfill;

    /// <summary>Runs a statement of a stranger.</summary>
    protected Task ExecuteAsync(string sql) => _stores!.ExecuteAsync(sql);

    /// <summary>Stores a sample with one version of these nodes.</summary>
    protected async Task<SampleVersionId> StoreSampleAsync(params string[] nodes)
    {
        var sample = Make.Sample(nodes);
        await Samples.CreateAsync(sample, default);
        return new SampleVersionId(sample.Id, 1);
    }

    /// <summary>All events behind a position.</summary>
    protected async Task<IReadOnlyList<SampleEvent>> PublishedAsync(long after = 0)
    {
        await Events.PublishAsync(default);
        return (await Events.ReadAsync(after, null, 10_000, default)).Events;
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
