using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Hosting;
using SampleService.Domain;
using SampleService.Grains;
using SampleService.Grains.Abstractions;
using SampleService.Server;
using SampleService.Storage;
using SampleService.Storage.Sql;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Servers;

namespace SampleService.Bench;

/// <summary>
/// A call of a grain that answers from memory, one after the other: to a grain on the caller's silo, and to one on another
/// silo over a loopback connection, with the filters of the service.
/// </summary>
internal static class GrainCallFigures
{
    private const int Samples = 64;
    private const int Calls = 20_000;

    private static readonly Requester Alice = new(new UserName("alice"), false);

    public static async Task RunAsync(FigureOptions options, FigureTable table)
    {
        using var folder = new TemporaryDirectory();
        await using var database = SqliteDatabase.Open(
            new SqliteDatabaseOptions { Path = Path.Combine(folder.Path, "samples.db") }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        var ports = (First: LoopbackPort.FindFree(), Second: LoopbackPort.FindFree());
        using var first = await StartAsync(ports.First, null, database);
        using var second = await StartAsync(ports.Second, new IPEndPoint(IPAddress.Loopback, ports.First), database);
        var grains = first.Services.GetRequiredService<IGrainFactory>();
        var here = first.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        var management = grains.GetGrain<IManagementGrain>(0);
        List<ISampleGrain> local = [], remote = [];
        for (var i = 0; i < Samples; i++)
        {
            var sample = grains.GetSample(SampleId.New(TimeProvider.System));
            await grains.GetGrain<ISampleCreatorGrain>(0).Create(new CreateSample(new UserName("alice"), Content(), WriteId.New(), new SampleId(sample.GetPrimaryKey())));
            await sample.Authorize(Alice, AccessLevel.Read);
            (here.Equals(await management.GetActivationAddress(sample)) ? local : remote).Add(sample);
        }

        if (local.Count == 0 || remote.Count == 0)
            throw new LoadException("All samples came to be on one silo.");
        await MeasureAsync(local);
        await MeasureAsync(remote);
        var times = await Interleaved.MeasureAsync(options.Rounds, () => MeasureAsync(local), () => MeasureAsync(remote));
        table.Add(
            "call of a grain on another silo", $"{Interleaved.MedianRatio(times[1], times[0]):0.0} times one on the same silo", "",
            $"{Interleaved.Median(times[1]):0.0} µs of {Interleaved.Median(times[0]):0.0} µs, one after the other");
        await second.StopAsync();
        await first.StopAsync();
    }

    private static async Task<double> MeasureAsync(List<ISampleGrain> grains)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
            await grains[i % grains.Count].Authorize(Alice, AccessLevel.Read);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Calls;
    }

    private static SampleContent Content()
    {
        var tree = """[{"id":"a","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{},"source_meta":[]}]"""u8.ToArray();
        return new SampleContent("soil", tree, [new NodeEntry(new NodeId("a"), 1, tree.Length - 2, NodeEntry.NoParent)]);
    }

    private static async Task<IHost> StartAsync(int port, IPEndPoint? primary, SqliteDatabase database)
    {
        var host = Host.CreateEmptyApplicationBuilder(null);
        host.Logging.SetMinimumLevel(LogLevel.Warning);
        host.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(port, gatewayPort: 0, primary);
            silo.AddGrainCalls(GrainCallRetryOptions.For(new ClusterMemberOptions()));
            silo.Services.AddSampleGrains();
            silo.Services.AddSingleton<OwnershipEpoch>();
            silo.Services.AddSingleton<ISampleStore>(new SampleStore(database));
            silo.Services.AddSingleton<ILinkStore>(new LinkStore(database));
            silo.Services.AddSingleton<IGroupStore>(new GroupStore(database));
            silo.Services.AddSingleton(new GroupOptions(AreEnabled: true));
            silo.Services.AddSingleton<IDatabaseOwnership>(new SoleOwnership());
            silo.Services.AddSingleton(new LinkLimits(10_000, 10_000));
        });
        var started = host.Build();
        await started.StartAsync();
        return started;
    }
}
