namespace SampleService.Storage.Tests.Specifications;

/// <summary>The stores of one back end over one database, empty at first.</summary>
/// <param name="samples">Its samples.</param>
/// <param name="links">Its links.</param>
/// <param name="close">Ends the use of the database and removes it.</param>
public sealed class Stores(ISampleStore samples, ILinkStore links, Func<ValueTask> close) : IAsyncDisposable
{
    /// <summary>The samples.</summary>
    public ISampleStore Samples { get; } = samples;

    /// <summary>The links.</summary>
    public ILinkStore Links { get; } = links;

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

/// <summary>A store of grain states over one database, empty at first.</summary>
/// <param name="states">The store.</param>
/// <param name="ask">Runs a query of an operator for its only value, which is text.</param>
/// <param name="close">Ends the use of the database and removes it.</param>
public sealed class GrainStateDatabase(
    IGrainStateStore states, Func<string, ValueTask<string?>> ask, Func<ValueTask> close) : IAsyncDisposable
{
    /// <summary>The store.</summary>
    public IGrainStateStore States { get; } = states;

    /// <summary>The answer to a query, in the SQL that all databases understand.</summary>
    public ValueTask<string?> AskAsync(string sql) => ask(sql);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => close();
}
