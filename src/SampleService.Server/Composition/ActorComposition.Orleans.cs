using System.Data.Common;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Serialization.Configuration;
using SampleService.Contracts;
using SampleService.Grains;
using SampleService.Storage.PostgreSql;

namespace SampleService.Server;

/// <summary>Runs the grains on a cluster of Orleans silos, of which this process is one or a front end.</summary>
internal static class ActorComposition
{
    private const string Npgsql = "Npgsql";

    /// <summary>An answer with many samples can be as large as many requests.</summary>
    private const int LargestMessage = 1_000_000_000;

    /// <summary>Adds the grains and their host, or the way to those of other processes.</summary>
    public static void AddGrainHost(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.Configure<ClusterOptions>(options =>
        {
            options.ServiceId = WireNames.ServiceId;
            options.ClusterId = settings.Cluster.ClusterId;
        });
        RequireTimeToDie(settings.Cluster);
        if (settings.Cluster.Role == ClusterRole.FrontEnd)
            builder.UseOrleansClient(client => ConfigureFrontEnd(client, settings));
        else
            builder.UseOrleans(silo => ConfigureSilo(silo, settings));
        builder.Services.AddSingleton<ClusterStart>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ClusterStart>());
    }

    /// <summary>Finds out, before anything listens, what would keep the process from working with the others, and waits for what passes.</summary>
    /// <exception cref="StartException">Says what.</exception>
    public static async Task CheckAsync(IServiceProvider services)
    {
        if (services.GetService<IMembershipTable>() is not { } table || FindWritingSilo(services) is null)
            return;
        try
        {
            await table.InitializeMembershipTable(tryInitTableVersion: true);
            await SiloEndpoint.CheckAsync(
                table, services.GetRequiredService<ILocalSiloDetails>(), services.GetRequiredService<TimeProvider>());
            await services.GetRequiredService<LostSilos>().SettleAsync();
        }
        catch (DbException e)
        {
            throw new StartException($"The table of the silos cannot be read: {e.Message.Split('\n')[0]}");
        }
    }

    /// <summary>Whether the host of the grains, or the way to those of others, has started.</summary>
    public static bool HasStarted(IServiceProvider services) => services.GetRequiredService<ClusterStart>().IsDone;

    /// <summary>The silo for which this process writes, as the database knows it; null where that has no table of silos, and for a front end.</summary>
    public static SiloIdentity? FindWritingSilo(IServiceProvider services)
    {
        if (services.GetService<ILocalSiloDetails>() is not { } self
            || services.GetRequiredService<Settings>().Storage.Provider != StorageProvider.PostgreSql)
            return null;
        var address = self.SiloAddress;
        return new SiloIdentity(self.ClusterId, $"{address.Endpoint.Address}:{address.Endpoint.Port}@{address.Generation}");
    }

    /// <summary>How calls of the service's grains go from process to process: what is sent, and what happens when one dies.</summary>
    public static void AddServiceCalls(this ISiloBuilder silo, CallPatience patience)
    {
        silo.AddOutgoingGrainCallFilter<ClusterCallFilter>();
        silo.AddIncomingGrainCallFilter<SiloCallFilter>();
        AddWire(silo.Services, patience);
    }

    /// <summary>The same for a process without grains.</summary>
    public static void AddServiceCalls(this IClientBuilder client, CallPatience patience)
    {
        client.AddOutgoingGrainCallFilter<ClusterCallFilter>();
        AddWire(client.Services, patience);
    }

    private static void AddWire(IServiceCollection services, CallPatience patience)
    {
        services.AddSingleton(patience);
        services.TryAddSingleton(TimeProvider.System);
        // The outgoing filter asks it for the id of the call.
        services.AddHttpContextAccessor();
        services.Configure<TypeManifestOptions>(WireValues.AddTo);
    }

    /// <summary>Whether the host of the grains could not start for a reason that an operator understands.</summary>
    public static bool IsStartFailure(Exception failure) => failure is OrleansException or OrleansConfigurationException;

    private static void ConfigureSilo(ISiloBuilder silo, Settings settings)
    {
        var cluster = settings.Cluster;
        if (settings.Storage.Provider == StorageProvider.Sqlite && cluster.GatewayPort is not null)
            throw new StartException(
                "Cluster:GatewayPort is for front ends, and a SQLite database is for one process alone; use PostgreSql for several");
        silo.AddServiceCalls(CallPatience.For(cluster));
        silo.Configure<SiloMessagingOptions>(options =>
        {
            Configure(options, cluster);
            // A call that comes to the wrong place goes back to its caller, who makes it again. Passed on, it would count as lost
            // when the silo that passed it on ends.
            options.MaxForwardCount = 0;
        });
        silo.Configure<EndpointOptions>(options => SiloEndpoint.Configure(options, settings));
        // Grains of large versions go, the longest unused first, before the machine or container runs out of memory.
        silo.Configure<GrainCollectionOptions>(options => options.EnableActivationSheddingOnMemoryPressure = true);
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(cluster.ProbeSeconds);
            options.NumMissedProbesLimit = cluster.MissedProbes;
        });
        if (settings.Storage.Provider == StorageProvider.Sqlite)
        {
            // The database is for one process, so the cluster has one silo, and no Orleans of its own opens it.
            silo.UseDevelopmentClustering(primarySiloEndpoint: null);
            silo.Services.AddSingleton<IGrainStorage, GrainStateStorage>();
            return;
        }

        silo.Services.AddSingleton<LostSilos>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LastRefusals>();
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = Npgsql;
            options.ConnectionString = settings.Storage.ConnectionString;
        });
        silo.AddAdoNetGrainStorageAsDefault(options =>
        {
            options.Invariant = Npgsql;
            options.ConnectionString = settings.Storage.ConnectionString;
            options.GrainStorageSerializer = new GrainStateSerializer();
        });
    }

    private static void ConfigureFrontEnd(IClientBuilder client, Settings settings)
    {
        if (settings.Storage.Provider == StorageProvider.Sqlite)
            throw new StartException("Cluster:Role is FrontEnd, but a SQLite database is for one process alone; use PostgreSql for several");
        client.AddServiceCalls(CallPatience.For(settings.Cluster));
        client.Configure<ClientMessagingOptions>(options => Configure(options, settings.Cluster));
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        client.UseConnectionRetryFilter<SilosRetry>();
        client.UseAdoNetClustering(options =>
        {
            options.Invariant = Npgsql;
            options.ConnectionString = settings.Storage.ConnectionString;
        });
    }

    private static void RequireTimeToDie(ClusterMemberOptions cluster)
    {
        var probes = cluster.MissedProbes * TimeSpan.FromSeconds(cluster.ProbeSeconds);
        if (TimeSpan.FromSeconds(cluster.ResponseSeconds) < probes)
            throw new StartException(FormattableString.Invariant(
                $"Cluster:ResponseSeconds = '{cluster.ResponseSeconds}' is shorter than the {probes.TotalSeconds} seconds of ")
                + "Cluster:ProbeSeconds and Cluster:MissedProbes, after which a silo is found dead");
    }

    private static void Configure(MessagingOptions messaging, ClusterMemberOptions cluster)
    {
        messaging.ResponseTimeout = TimeSpan.FromSeconds(cluster.ResponseSeconds);
        messaging.MaxMessageBodySize = LargestMessage;
    }
}
