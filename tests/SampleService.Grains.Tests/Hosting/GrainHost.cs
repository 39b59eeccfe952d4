using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.TestingHost;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.Server;
using SampleService.Storage;
using SampleService.Storage.Sql;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Servers;

namespace SampleService.Grains.Tests;

/// <summary>What a host differs in from that of a usual process.</summary>
internal sealed record GrainHostOptions
{
    /// <summary>One unless the failure of silos is the point.</summary>
    public int Silos { get; init; } = 1;

    /// <summary>Whether the process has the database for itself to begin with.</summary>
    public bool IsOwner { get; init; } = true;

    public LinkLimits Links { get; init; } = new(10_000, 10_000);

    public AnswerLimits Answers { get; init; } = AnswerLimits.Default;

    /// <summary>The form in which numbers are given out.</summary>
    public NumberForm Numbers { get; init; } = NumberForm.AsSent;

    /// <summary>Bytes that the grains of a silo may hold.</summary>
    public long GrainBytes { get; init; } = SampleCacheOptions.Default.MaxBytes;
}

/// <summary>
/// A process with its grains: a cluster on a real database, called by a client. Several may share a database: then a grain is active
/// in each of them, as happens around failures.
/// </summary>
internal sealed class GrainHost : IAsyncDisposable
{
    private readonly GrainHostOptions _options;
    private readonly IAsyncDisposable? _owned;
    private int _grainCalls;

    private GrainHost(GrainHostOptions options, SqliteDatabase database, IAsyncDisposable? owned)
    {
        _options = options;
        _owned = owned;
        Database = database;
        Samples = new HeldSampleStore(new SampleStore(database));
        Links = new LinkStore(database);
        if (options.IsOwner)
            Ownership.Gain();
        var builder = new InProcessTestClusterBuilder((short)options.Silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddGrainCalls(GrainCallRetryOptions.For(new ClusterMemberOptions()));
            silo.AddIncomingGrainCallFilter(CountAsync);
            silo.Configure<ClusterMembershipOptions>(membership => membership.ProbeTimeout = TimeSpan.FromSeconds(1));
            silo.Services.AddSampleGrains(options.Numbers);
            silo.Services.AddSingleton<ISampleStore>(Samples);
            silo.Services.AddSingleton<ILinkStore>(Links);
            silo.Services.AddSingleton<IGroupStore>(new GroupStore(database));
            silo.Services.AddSingleton(new GroupOptions(AreEnabled: true));
            silo.Services.AddSingleton<IDatabaseOwnership>(Ownership);
            silo.Services.AddSingleton(new OwnershipEpoch(Ownership, Clock));
            silo.Services.AddSingleton(options.Links);
            silo.Services.AddSingleton<IOperationStore>(new OperationStore(database));
            silo.Services.AddSingleton(new OperationLimits(options.Links, TimeSpan.FromDays(7)));
            silo.Services.AddSingleton(options.Answers);
            silo.Services.AddSingleton(new GrainMemory(options.GrainBytes));
        });
        builder.ConfigureClient(client => client.AddGrainCalls(
            GrainCallRetryOptions.For(new ClusterMemberOptions { Role = ClusterRole.FrontEnd })));
        Cluster = ClusterPorts.Build(builder);
    }

    public InProcessTestCluster Cluster { get; }

    public SqliteDatabase Database { get; }

    public SwitchedOwnership Ownership { get; } = new();

    /// <summary>Tells when a write of unknown outcome has surely ended.</summary>
    public SteppedClock Clock { get; } = new();

    public HeldSampleStore Samples { get; }

    public ILinkStore Links { get; }

    public IGrainFactory Grains => Cluster.Client;

    public ISampleCreatorGrain Creator => Grains.GetGrain<ISampleCreatorGrain>(0);

    /// <summary>The grains as the first silo calls them.</summary>
    public IGrainFactory GrainsFromSilo => Service<IGrainFactory>();

    public ISampleReader Reader => Service<ISampleReader>();

    public ISampleQueries Queries => Service<ISampleQueries>();

    public IOperations Operations => Service<IOperations>();

    public ILinkQueries LinkQueries => Service<ILinkQueries>();

    /// <summary>Calls that grains were made, by other grains too.</summary>
    public int GrainCalls => Volatile.Read(ref _grainCalls);

    public static Task<GrainHost> StartAsync(GrainHostOptions? options = null)
    {
        var folder = new TemporaryDirectory();
        var database = SqliteDatabase.Open(
            new SqliteDatabaseOptions { Path = Path.Combine(folder.Path, "samples.db") },
            TimeProvider.System,
            NullLogger<SqliteDatabase>.Instance);
        return StartAsync(new GrainHost(options ?? new GrainHostOptions(), database, new Owned(database, folder)));
    }

    /// <summary>Another process on the same database, which thinks the same of who owns it.</summary>
    public Task<GrainHost> StartAnotherAsync() => StartAsync(new GrainHost(_options, Database, null));

    /// <summary>A service of a silo, by default of the first.</summary>
    public T Service<T>(int silo = 0)
        where T : notnull => Cluster.GetSiloServiceProvider(Cluster.Silos[silo].SiloAddress).GetRequiredService<T>();

    /// <summary>Counts queries and grain calls anew.</summary>
    public void ResetCounts()
    {
        Samples.ResetCounts();
        Volatile.Write(ref _grainCalls, 0);
    }

    /// <summary>Undoes what a test has set, so that another may begin. What is stored and remembered stays.</summary>
    public void Reset()
    {
        Samples.Reset();
        ResetCounts();
        if (_options.IsOwner)
            Ownership.Gain();
        else
            Ownership.Lose();
        Clock.Advance(TimeSpan.FromHours(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        if (_owned is not null)
            await _owned.DisposeAsync();
    }

    private static async Task<GrainHost> StartAsync(GrainHost host)
    {
        await host.Cluster.DeployAsync();
        return host;
    }

    private Task CountAsync(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod?.DeclaringType?.Assembly == typeof(WireNames).Assembly)
            Interlocked.Increment(ref _grainCalls);
        return context.Invoke();
    }

    private sealed class Owned(SqliteDatabase database, TemporaryDirectory folder) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await database.DisposeAsync();
            folder.Dispose();
        }
    }
}
