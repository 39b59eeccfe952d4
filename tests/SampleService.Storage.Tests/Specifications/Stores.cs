namespace SampleService.Storage.Tests.Specifications;

/// <summary>The stores of one back end over one database, empty at first.</summary>
/// <param name="samples">Its samples.</param>
/// <param name="links">Its links.</param>
/// <param name="search">Its search.</param>
/// <param name="index">The postings of its search.</param>
/// <param name="backfill">What makes samples from before findable.</param>
/// <param name="execute">Runs a statement of a stranger.</param>
/// <param name="close">Ends the use of the database and removes it.</param>
public sealed class Stores(
    ISampleStore samples, ILinkStore links, ISearchStore search, ISearchIndexStore index, IBackfillStore backfill,
    Func<string, Task> execute, Func<ValueTask> close)
    : IAsyncDisposable
{
    /// <summary>The samples.</summary>
    public ISampleStore Samples { get; } = samples;

    /// <summary>The links.</summary>
    public ILinkStore Links { get; } = links;

    /// <summary>What is recorded of rights.</summary>
    public required IAccessStore Access { get; init; }

    /// <summary>The keys of the deployment.</summary>
    public required IServiceKeyStore Keys { get; init; }

    /// <summary>Does operations.</summary>
    public required IOperationStore Operations { get; init; }

    /// <summary>Erases content.</summary>
    public required IErasureStore Erasures { get; init; }

    /// <summary>The search.</summary>
    public ISearchStore Search { get; } = search;

    /// <summary>The postings of the search.</summary>
    public ISearchIndexStore Index { get; } = index;

    /// <summary>What makes samples from before findable.</summary>
    public IBackfillStore Backfill { get; } = backfill;

    /// <summary>Runs a statement of a stranger.</summary>
    public Task ExecuteAsync(string sql) => execute(sql);

    /// <summary>What samples were.</summary>
    public required IHistoryStore History { get; init; }

    /// <summary>The events.</summary>
    public required IEventStore Events { get; init; }

    /// <summary>How far they were sent.</summary>
    public required IEventSenderStore Senders { get; init; }

    /// <summary>The webhooks.</summary>
    public required IWebhookStore Webhooks { get; init; }

    /// <summary>The groups.</summary>
    public required IGroupStore Groups { get; init; }

    /// <summary>The vocabularies.</summary>
    public required IVocabularyStore Vocabularies { get; init; }

    /// <summary>The templates.</summary>
    public required ITemplateStore Templates { get; init; }

    /// <summary>The offers.</summary>
    public required IOfferStore Offers { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => close();
}

/// <summary>The stores of the stand-alone upstream over one database, empty at first.</summary>
/// <param name="accounts">Its accounts.</param>
/// <param name="workspaces">Its workspaces.</param>
/// <param name="close">Ends the use of the database and removes it.</param>
public sealed class StandaloneStores(IAccountStore accounts, IWorkspaceStore workspaces, Func<ValueTask> close) : IAsyncDisposable
{
    /// <summary>The accounts.</summary>
    public IAccountStore Accounts { get; } = accounts;

    /// <summary>The workspaces.</summary>
    public IWorkspaceStore Workspaces { get; } = workspaces;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => close();
}
