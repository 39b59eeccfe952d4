using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SampleService.Upstream.KBase;

namespace SampleService.Upstream.Tests.KBase;

/// <summary>The KBase upstream as it is composed in the server, pointed at test services.</summary>
internal sealed class KBaseHarness : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public KBaseHarness(KBaseOptions options, KeptReadAdministrators? kept = null)
    {
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddKBaseUpstream(options, kept)
            .BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new();

    public RecordingLog Log { get; } = new();

    public ITokenService Tokens => _services.GetRequiredService<ITokenService>();

    public IAdministratorRoles Roles => _services.GetRequiredService<IAdministratorRoles>();

    public IUserDirectory Users => _services.GetRequiredService<IUserDirectory>();

    public IWorkspaceService Workspaces => _services.GetRequiredService<IWorkspaceService>();

    public IUpstreamCheck Check => _services.GetRequiredService<IUpstreamCheck>();

    public static KBaseHarness Over(Uri auth, Uri workspace, TimeSpan? timeout = null) => new(Options(auth, workspace, timeout));

    /// <summary>All services at one address.</summary>
    public static KBaseHarness Over(Uri address, TimeSpan? timeout = null) => Over(address, address, timeout);

    public static KBaseOptions Options(Uri auth, Uri workspace, TimeSpan? timeout = null, int maxWaitingCalls = 128) => new()
    {
        AuthRootUrl = auth,
        AuthToken = "token-serviceuser",
        WorkspaceUrl = workspace,
        WorkspaceToken = "wsadmin-token",
        FullAdministratorRoles = ["SAMPLE_SERVICE_FULL_ADMIN", "SAMPLE_SERVICE_FULL_ADMIN_2"],
        ReadAdministratorRoles = ["SAMPLE_SERVICE_READ_ADMIN", "SAMPLE_SERVICE_READ_ADMIN_2"],
        Timeout = timeout ?? TimeSpan.FromSeconds(10),
        MaxResponseBytes = 1024 * 1024,
        MaxWaitingCalls = maxWaitingCalls,
    };

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
