using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.TestingHost;
using SampleService.Domain;
using SampleService.Server;
using SampleService.Silo.Tests;
using SampleService.Storage;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Servers;

namespace SampleService.Grains.Tests;

/// <summary>
/// The grains of a cluster of three silos on a real database, called by a client. Several clusters may share a database:
/// then a grain is active in each of them, as happens around failures.
/// </summary>
internal sealed class GrainHost : IAsyncDisposable
{
    private const int Silos = 3;

    private readonly LinkLimits _limits;
    private readonly AnswerLimits _answers;
    private readonly IAsyncDisposable? _owned;

    private GrainHost(SqliteDatabase database, LinkLimits limits, AnswerLimits answers, SwitchedOwnership ownership, IAsyncDisposable? owned)
    {
        _limits = limits;
        _answers = answers;
        _owned = owned;
        Database = database;
        Ownership = ownership;
        Samples = new HeldSampleStore(new SampleStore(database));
        Links = new LinkStore(database);
        // Whoever has a database for itself is one process: what it remembers is one thing.
        var ownedMemory = new OwnedMemory(ownership, TimeProvider.System);
        var memory = new SampleMemory(ownedMemory, SampleMemoryLimit.Default);
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddServiceCalls(CallPatience.For(new ClusterMemberOptions()));
            silo.Configure<ClusterMembershipOptions>(membership => membership.ProbeTimeout = TimeSpan.FromSeconds(1));
            silo.Services.AddSingleton<ISampleStore>(Samples);
            silo.Services.AddSingleton<ILinkStore>(Links);
            silo.Services.AddSingleton<IDatabaseOwnership>(ownership);
            silo.Services.AddSingleton(ownedMemory);
            silo.Services.AddSingleton<SampleFreshness>();
            silo.Services.AddSingleton(limits);
            silo.Services.AddSingleton(answers);
            silo.Services.AddSingleton(memory);
        });
        builder.ConfigureClient(client => client.AddServiceCalls(CallPatience.For(new ClusterMemberOptions { Role = ClusterRole.FrontEnd })));
        Cluster = ClusterPorts.Build(builder);
        // Tests make hosts where they cannot wait.
        Task.Run(Cluster.DeployAsync).GetAwaiter().GetResult();
    }

    public InProcessTestCluster Cluster { get; }

    public SqliteDatabase Database { get; }

    public SwitchedOwnership Ownership { get; }

    public HeldSampleStore Samples { get; }

    public ILinkStore Links { get; }

    public IGrainFactory Grains => Cluster.Client;

    /// <summary>The grains as the first silo calls them.</summary>
    public IGrainFactory GrainsFromSilo =>
        Cluster.GetSiloServiceProvider(Cluster.Silos[0].SiloAddress).GetRequiredService<IGrainFactory>();

    public static GrainHost Start(LinkLimits? limits = null, long? period = 0, AnswerLimits? answers = null)
    {
        var folder = new TemporaryDirectory();
        var database = SqliteDatabase.Open(
            new SqliteDatabaseOptions { Path = Path.Combine(folder.Path, "samples.db") },
            TimeProvider.System,
            NullLogger<SqliteDatabase>.Instance);
        return new GrainHost(
            database, limits ?? new LinkLimits(10_000, 10_000), answers ?? AnswerLimits.Default,
            new SwitchedOwnership { Epoch = period }, new Owned(database, folder));
    }

    /// <summary>Another cluster on the same database, which thinks the same of who owns it.</summary>
    public GrainHost Another() => new(Database, _limits, _answers, new SwitchedOwnership { Epoch = Ownership.Epoch }, null);

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        if (_owned is not null)
            await _owned.DisposeAsync();
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
