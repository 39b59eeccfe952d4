using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.Sql;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;
using SampleService.Upstream.OpenIdConnect;
using SampleService.Upstream.Standalone;

namespace SampleService.Upstream.Tests.Standalone;

/// <summary>A stand-alone upstream as it is composed in the server, over a database of its own.</summary>
internal sealed class StandaloneHarness : IDatabaseOwnership, IAsyncDisposable
{
    public static readonly UserName Alice = new("alice"), Bob = new("bob"), Admin = new("admin");

    private readonly TemporaryDirectory _folder = new();
    private readonly List<OpenIdConnectIssuer> _issuers = [];
    private SqliteDatabase _database;
    private ServiceProvider _services;

    public StandaloneHarness() => (_database, _services) = Open();

    public FakeClock Clock { get; } = new();

    public RecordingLog Log { get; } = new();

    public string Folder => _folder.Path;

    /// <summary>The period in which the database is this process's own; null while others write too.</summary>
    public long? Epoch { get; set; } = 0;

    public IPlatformStateStore States => new PlatformStateStore(_database);

    public IAccountStore Accounts => _services.GetRequiredService<IAccountStore>();

    public ITokenService Tokens => _services.GetRequiredService<ITokenService>();

    public IAdministratorRoles Roles => _services.GetRequiredService<IAdministratorRoles>();

    public IUserDirectory Users => _services.GetRequiredService<IUserDirectory>();

    public IWorkspaceService Workspaces => _services.GetRequiredService<IWorkspaceService>();

    public IUpstreamCheck Check => _services.GetRequiredService<IUpstreamCheck>();

    public IStandaloneAdministration Administration => _services.GetRequiredService<IStandaloneAdministration>();

    public StandaloneSeed Seed => _services.GetRequiredService<StandaloneSeed>();

    /// <summary>As a new start finds it.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        (_database, _services) = Open();
    }

    /// <summary>With alice, bob, and admin who administers.</summary>
    public static async Task<StandaloneHarness> WithAccountsAsync()
    {
        var harness = new StandaloneHarness();
        await harness.Administration.CreateAccountAsync(Alice, null, [], default);
        await harness.Administration.CreateAccountAsync(Bob, "Bob B.", ["read_admin"], default);
        await harness.Administration.CreateAccountAsync(Admin, null, ["full_admin"], default);
        return harness;
    }

    /// <summary>An issuer whose tokens are accepted.</summary>
    public IssuerFake Issuer { get; private set; } = null!;

    public IWebTokens WebTokens => _services.GetRequiredService<IWebTokens>();

    public async Task AddIssuerAsync()
    {
        Issuer = await IssuerFake.StartAsync(Clock);
        _issuers.Add(new OpenIdConnectIssuer { Authority = Issuer.Authority, Audience = IssuerFake.Audience });
    }

    public async Task<string> TokenAsync(UserName user) =>
        (await Administration.IssueTokenAsync(user, null, null, default)).Token;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (Issuer is not null)
            await Issuer.DisposeAsync();
        _folder.Dispose();
    }

    private async Task CloseAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private (SqliteDatabase Database, ServiceProvider Services) Open()
    {
        var database = SqliteDatabase.Open(
            new SqliteDatabaseOptions { Path = Path.Combine(_folder.Path, "db", "samples.db") }, Clock,
            NullLogger<SqliteDatabase>.Instance);
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<IAccountStore>(new AccountStore(database))
            .AddSingleton<IWorkspaceStore>(new WorkspaceStore(database))
            .AddSingleton<IDatabaseOwnership>(this)
            .AddSingleton<OwnershipEpoch>()
            .AddStandaloneUpstream(new StandaloneOptions())
            .AddOpenIdConnect(new OpenIdConnectOptions(_issuers, TimeSpan.Zero))
            .BuildServiceProvider();
        return (database, services);
    }
}
