using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What the specifications of the stand-alone stores share: a fresh database, and accounts in it.</summary>
public abstract class StandaloneSpecification : IAsyncLifetime
{
    protected static readonly Timestamp Now = new(1_700_000_000_000);

    protected static readonly Timestamp Later = Now.Plus(1000);

    protected static readonly UserName Alice = new("alice"), Bob = new("bob"), Nobody = new("nobody");

    private StandaloneStores? _stores;

    /// <summary>The accounts.</summary>
    protected IAccountStore Accounts => _stores!.Accounts;

    /// <summary>The workspaces.</summary>
    protected IWorkspaceStore Workspaces => _stores!.Workspaces;

    /// <inheritdoc/>
    public async Task InitializeAsync() => _stores = await OpenAsync();

    /// <inheritdoc/>
    public Task DisposeAsync() => _stores!.DisposeAsync().AsTask();

    /// <summary>Makes an empty database.</summary>
    protected abstract ValueTask<StandaloneStores> OpenAsync();

    /// <summary>Makes an account.</summary>
    protected ValueTask<Account?> CreateAsync(UserName name, params string[] roles) =>
        Accounts.CreateAsync(new NewAccount(name, $"The {name}", Now, roles), default);
}
