using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.TestingHost;
using SampleService.Grains.Abstractions;
using SampleService.JsonRpc;
using SampleService.Server;
using SampleService.Storage;
using SampleService.Storage.Sql;

namespace SampleService.Grains.Tests.Sessions;

/// <summary>A process with its sessions: a cluster of one silo on a database that others may use as well.</summary>
internal sealed class SessionHost : IAsyncDisposable
{
    /// <summary>So long a session lives without a call, and in any case.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(20), Whole = TimeSpan.FromHours(1);

    private readonly InProcessTestCluster _cluster;
    private int _grainCalls;

    private SessionHost(SessionDatabase database, SessionStore store, bool isOwner, Action<ISiloBuilder> addStorage)
    {
        Store = new CountedSessionStore(store);
        if (isOwner)
            Ownership.Gain();
        var epoch = new OwnershipEpoch(Ownership, database.Clock);
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = WireNames.ServiceId;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddGrainCalls(GrainCallRetryOptions.For(new ClusterMemberOptions()));
            silo.AddIncomingGrainCallFilter(CountAsync);
            silo.Services.AddSingleton(epoch);
            addStorage(silo);
        });
        builder.ConfigureClient(client => client.AddGrainCalls(
            GrainCallRetryOptions.For(new ClusterMemberOptions { Role = ClusterRole.FrontEnd })));
        _cluster = ClusterPorts.Build(builder);
        Epoch = epoch;
    }

    /// <summary>The sessions as the door has them.</summary>
    public GatewaySessions Sessions { get; private set; } = null!;

    public CountedSessionStore Store { get; }

    public SwitchedOwnership Ownership { get; } = new();

    /// <summary>Calls that grains were made.</summary>
    public int GrainCalls => Volatile.Read(ref _grainCalls);

    private OwnershipEpoch Epoch { get; }

    public static async Task<SessionHost> StartAsync(
        SessionDatabase database, SessionStore store, bool isOwner, Action<ISiloBuilder> addStorage)
    {
        var host = new SessionHost(database, store, isOwner, addStorage);
        await host._cluster.DeployAsync();
        var life = new SessionLife(new Server.GatewayOptions
        {
            SessionIdleSeconds = (int)Idle.TotalSeconds,
            SessionSeconds = (int)Whole.TotalSeconds,
        });
        host.Sessions = new GatewaySessions(
            new SessionReader(host._cluster.Client, new SessionVersionLoader(host.Store), host.Epoch), host.Store,
            new PresentedTokens(database.Tokens, new NoWebTokens(), Options.Create(new UpstreamOptions { Mode = UpstreamMode.Standalone })), life,
            database.Clock, NullLogger<GatewaySessions>.Instance);
        return host;
    }

    /// <summary>A new session of a user; gives what stands in its cookie.</summary>
    public async Task<string> LogInAsync(string user, DateTimeOffset? tokenExpires = null)
    {
        var caller = new CallerIdentity(user)
        {
            Token = KnownTokens.Of(user),
            TokenExpires = tokenExpires,
        };
        return (await Sessions.BeginAsync(caller, "call", default)).ToCookie();
    }

    public Task LogOutAsync(string cookie) => Sessions.EndAsync(SessionId.Parse(cookie)!, "call", default);

    /// <summary>Whose session it is; null if it is refused.</summary>
    public async Task<string?> UseAsync(string cookie)
    {
        var judged = await Sessions.JudgeAsync(cookie, isUse: true, "call", default);
        Assert.True(judged.Identity is not null || judged.Refusal == GatewayRefusal.InvalidSession);
        return judged.Identity?.User;
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private Task CountAsync(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod?.DeclaringType?.Assembly == typeof(WireNames).Assembly)
            Interlocked.Increment(ref _grainCalls);
        return context.Invoke();
    }
}
