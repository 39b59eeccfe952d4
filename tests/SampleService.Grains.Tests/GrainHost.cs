using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Servers;

namespace SampleService.Grains.Tests;

/// <summary>The grains of one process on a real database. Several hosts may share one, as processes do.</summary>
internal sealed class GrainHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IAsyncDisposable? _owned;

    private GrainHost(SqliteDatabase database, LinkLimits limits, AnswerLimits answers, SwitchedOwnership ownership, IAsyncDisposable? owned)
    {
        _owned = owned;
        Database = database;
        Ownership = ownership;
        Samples = new HeldSampleStore(new SampleStore(database));
        Links = new LinkStore(database);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<ISampleStore>(Samples);
        services.AddSingleton<ILinkStore>(Links);
        services.AddSingleton<IDatabaseOwnership>(ownership);
        services.AddSingleton<OwnedMemory>();
        services.AddSingleton<SampleFreshness>();
        services.AddSingleton(limits);
        services.AddSingleton(answers);
        services.AddSingleton(SampleMemoryLimit.Default);
        services.AddSingleton<SampleMemory>();
        services.AddActors(actors =>
        {
            actors.AddGrains(GrainAssembly.Assembly);
            actors.Weigh = GrainAssembly.Weigh;
        });
        _services = services.BuildServiceProvider();
        Grains = _services.GetRequiredService<IGrainFactory>();
    }

    public SqliteDatabase Database { get; }

    public SwitchedOwnership Ownership { get; }

    public HeldSampleStore Samples { get; }

    public ILinkStore Links { get; }

    public IGrainFactory Grains { get; }

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

    /// <summary>Another process on the same database, which thinks the same of who owns it.</summary>
    public GrainHost Another() => new(
        Database, _services.GetRequiredService<LinkLimits>(), _services.GetRequiredService<AnswerLimits>(),
        new SwitchedOwnership { Epoch = Ownership.Epoch }, null);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
            await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
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
