using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using SampleService.Grains.Abstractions;
using SampleService.Storage.Sqlite;

namespace SampleService.Grains.Tests.States;

/// <summary>A cluster of one silo with jobs, on a database that others may use as well. Clusters know nothing of one another.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private JobHost(GrainStateStore? states, string? connectionString)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = WireNames.ServiceId;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            if (states is not null)
                silo.Services.AddSingleton<IGrainStorage>(new GrainStateStorage(states));
            else
                silo.AddAdoNetGrainStorageAsDefault(options =>
                {
                    options.Invariant = "Npgsql";
                    options.ConnectionString = connectionString;
                    options.GrainStorageSerializer = new GrainStateSerializer();
                    options.DeleteStateOnClear = true;
                });
        });
        _cluster = ClusterPorts.Build(builder);
    }

    /// <summary>Starts one.</summary>
    /// <param name="states">The stored states, for the storage that the service has on SQLite; null on PostgreSQL.</param>
    /// <param name="connectionString">How Orleans' own storage connects there.</param>
    public static async Task<JobHost> StartAsync(GrainStateStore? states, string? connectionString)
    {
        var host = new JobHost(states, connectionString);
        await host._cluster.DeployAsync();
        return host;
    }

    public IJobGrain Job(string key) => _cluster.Client.GetGrain<IJobGrain>(key);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
