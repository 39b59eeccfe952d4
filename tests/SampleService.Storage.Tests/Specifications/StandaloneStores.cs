namespace SampleService.Storage.Tests.Specifications;

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
