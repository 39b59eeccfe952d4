using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;
using SampleService.Grains.Abstractions;
using SampleService.Grains.Tests;
using SampleService.Storage;

namespace SampleService.Grains.Tests.States;

/// <summary>A cluster of one silo with jobs, on a database that others may use as well. Clusters know nothing of one another.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    /// <summary>Starts it.</summary>
    /// <param name="states">The stored states, for the storage that the service has by itself.</param>
    /// <param name="connectionString">How Orleans' own storage connects, which is taken then; null where it cannot.</param>
    public JobHost(IGrainStateStore states, string? connectionString)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = WireNames.ServiceId;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            if (connectionString is null)
                silo.Services.AddSingleton<IGrainStorage>(new GrainStateStorage(states));
            else
                silo.AddAdoNetGrainStorageAsDefault(options =>
                {
                    options.Invariant = "Npgsql";
                    options.ConnectionString = connectionString;
                    options.GrainStorageSerializer = new GrainStateSerializer();
                });
        });
        _cluster = ClusterPorts.Build(builder);
        // Tests make hosts where they cannot wait.
        Task.Run(_cluster.DeployAsync).GetAwaiter().GetResult();
    }

    /// <summary>The storage that the grains have.</summary>
    public IGrainStorage Storage => _cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainStorage>();

    public IJobGrain Job(string key) => _cluster.Client.GetGrain<IJobGrain>(key);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
