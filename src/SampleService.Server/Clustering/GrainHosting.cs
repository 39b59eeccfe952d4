using System.Data.Common;
using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Serialization.Configuration;
using SampleService.Domain;
using SampleService.Grains;
using SampleService.Grains.Abstractions;
using SampleService.Storage.PostgreSql;

namespace SampleService.Server;

/// <summary>
/// Hosts the grains: on a silo of this process alone, on a silo of a cluster, or, for a front end, on the silos of other processes.
/// </summary>
internal static class GrainHosting
{
    private const string Npgsql = "Npgsql";

    /// <summary>
    /// An idle grain costs memory, and costs little to make again. A minute is the least that Orleans allows, two leave room for
    /// what is used once a minute.
    /// </summary>
    private static readonly TimeSpan CollectionAge = TimeSpan.FromMinutes(2);

    /// <summary>The most that Orleans allows.</summary>
    private const int MaxForwardCount = 255;

    /// <summary>Orleans asks for one; no call takes so long.</summary>
    private static readonly TimeSpan NoResponseTimeout = TimeSpan.FromHours(1);

    /// <summary>A node tree is kept as ASCII, in which a character of three bytes takes six and one of two bytes too.</summary>
    private const int MaxGrowth = 3;

    /// <summary>Adds the silo, or the client of a front end.</summary>
    public static void AddGrainHost(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.Configure<ClusterOptions>(options =>
        {
            options.ServiceId = WireNames.ServiceId;
            options.ClusterId = settings.Cluster.ClusterId;
        });
        if (settings.Cluster.IsMember)
            AddMember(builder, settings);
        else
            builder.UseOrleans(silo => ConfigureLoneSilo(silo, settings));
        builder.Services.AddSingleton<GrainReadiness>();
        // The client of a front end tells it when it loses the silos, and when it finds them again.
        builder.Services.AddSingleton<IClusterConnectionStatusObserver>(services => services.GetRequiredService<GrainReadiness>());
    }

    /// <summary>Finds out, before the silo takes part, what would keep it from working with the others, and waits for what passes.</summary>
    /// <exception cref="StartException">Says what.</exception>
    public static async Task CheckAsync(IServiceProvider services, CancellationToken cancellation)
    {
        if (FindSiloIdentity(services) is null)
            return;
        try
        {
            var table = services.GetRequiredService<IMembershipTable>();
            await table.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellation);
            await SiloEndpoint.CheckAsync(
                table, services.GetRequiredService<ILocalSiloDetails>(), services.GetRequiredService<TimeProvider>());
            await services.GetRequiredService<DefunctSiloCleanup>().RunAsync(cancellation);
        }
        catch (DbException e)
        {
            throw new StartException($"The table of the silos cannot be read: {e.Message.Split('\n')[0]}");
        }
    }

    /// <summary>
    /// The silo for which this process writes, as the table of silos in the database names it; null for a process that is in no such
    /// table: one that is alone, and a front end.
    /// </summary>
    public static SiloIdentity? FindSiloIdentity(IServiceProvider services)
    {
        if (!services.GetRequiredService<Settings>().Cluster.IsMember || services.GetService<ILocalSiloDetails>() is not { } self)
            return null;
        var address = self.SiloAddress;
        return new SiloIdentity(self.ClusterId, $"{address.Endpoint.Address}:{address.Endpoint.Port}@{address.Generation}");
    }

    /// <summary>How calls of the service's grains go from process to process: what is sent, and what happens when one dies.</summary>
    public static void AddGrainCalls(this ISiloBuilder silo, GrainCallRetryOptions retries)
    {
        silo.AddOutgoingGrainCallFilter<GrainCallRetryFilter>();
        silo.AddIncomingGrainCallFilter<GrainFailureFilter>();
        AddWire(silo.Services, retries);
    }

    /// <summary>The same for a process without grains.</summary>
    public static void AddGrainCalls(this IClientBuilder client, GrainCallRetryOptions retries)
    {
        client.AddOutgoingGrainCallFilter<GrainCallRetryFilter>();
        AddWire(client.Services, retries);
    }

    /// <summary>Whether the silo or client could not start for a reason that an operator understands.</summary>
    public static bool IsStartFailure(Exception failure) => failure is OrleansException or OrleansConfigurationException;

    private static void AddWire(IServiceCollection services, GrainCallRetryOptions retries)
    {
        services.AddSingleton(retries);
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<TypeManifestOptions>(ServiceExceptionSerialization.AddTo);
    }

    private static void AddMember(WebApplicationBuilder builder, Settings settings)
    {
        if (settings.Storage.Provider == StorageProvider.Sqlite)
            throw new StartException(
                "Cluster: settings are for several processes, and a SQLite database is for one process alone; use PostgreSql for several");
        RequireResponseTimeout(settings.Cluster);
        if (settings.Cluster.Role == ClusterRole.FrontEnd)
            builder.UseOrleansClient(client => ConfigureFrontEnd(client, settings));
        else
            builder.UseOrleans(silo => ConfigureMemberSilo(silo, settings));
    }

    /// <summary>A cluster of one: it listens on no port, keeps its membership in memory, and its calls never leave the process.</summary>
    private static void ConfigureLoneSilo(ISiloBuilder silo, Settings settings)
    {
        silo.UseDevelopmentClustering(primarySiloEndpoint: null);
        silo.Configure<EndpointOptions>(options =>
        {
            // It has to have an address, though nothing listens there.
            options.AdvertisedIPAddress = IPAddress.Loopback;
            options.GatewayPort = 0;
        });
        silo.Services.AddNoSiloListeners();
        silo.Services.Configure<TypeManifestOptions>(ServiceExceptionSerialization.AddTo);
        silo.Configure<SiloMessagingOptions>(options =>
        {
            Configure(options, settings);
            // Calls are not lost within a process, and the database has time-outs of its own.
            options.ResponseTimeout = NoResponseTimeout;
            // Within a process forwarding a call means to find the grain's next activation, however many have ended.
            options.MaxForwardCount = MaxForwardCount;
        });
        Configure(silo, settings);
    }

    private static void ConfigureMemberSilo(ISiloBuilder silo, Settings settings)
    {
        var cluster = settings.Cluster;
        silo.AddGrainCalls(GrainCallRetryOptions.For(cluster));
        silo.Configure<SiloMessagingOptions>(options =>
        {
            Configure(options, settings);
            // A call that comes to the wrong place goes back to its caller, who makes it again. Passed on, it would count as lost
            // when the silo that passed it on ends.
            options.MaxForwardCount = 0;
        });
        silo.Configure<EndpointOptions>(options => SiloEndpoint.Configure(options, settings));
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(cluster.ProbeSeconds);
            options.NumMissedProbesLimit = cluster.MissedProbes;
        });
        silo.Services.AddSingleton<DefunctSiloCleanup>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloShutdownDelay>();
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = Npgsql;
            options.ConnectionString = PostgreSqlComposition.ConnectionStringOf(settings.Storage);
        });
        Configure(silo, settings);
    }

    /// <summary>What every silo has.</summary>
    private static void Configure(ISiloBuilder silo, Settings settings)
    {
        // Filters cost something with each call, so this one is there only where traces are sent.
        if (ServiceTelemetry.SendsTraces(settings.Tracing))
        {
            silo.AddOutgoingGrainCallFilter<GrainTraceFilter>();
            silo.AddIncomingGrainCallFilter<GrainTraceFilter>();
        }

        silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionAge = CollectionAge;
            // Before the machine or container runs out of memory, the grains that were unused for longest go.
            options.EnableActivationSheddingOnMemoryPressure = true;
        });
        if (settings.Storage.Provider == StorageProvider.Sqlite)
        {
            silo.Services.AddSingleton<IGrainStorage, GrainStateStorage>();
            return;
        }

        silo.AddAdoNetGrainStorageAsDefault(options =>
        {
            options.Invariant = Npgsql;
            options.ConnectionString = PostgreSqlComposition.ConnectionStringOf(settings.Storage);
            options.GrainStorageSerializer = new GrainStateSerializer();
            options.DeleteStateOnClear = true;
        });
    }

    private static void ConfigureFrontEnd(IClientBuilder client, Settings settings)
    {
        client.AddGrainCalls(GrainCallRetryOptions.For(settings.Cluster));
        if (ServiceTelemetry.SendsTraces(settings.Tracing))
            client.AddOutgoingGrainCallFilter<GrainTraceFilter>();
        client.Configure<ClientMessagingOptions>(options => Configure(options, settings));
        client.Configure<Orleans.Configuration.GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        client.UseConnectionRetryFilter<GatewayConnectionRetry>();
        client.UseAdoNetClustering(options =>
        {
            options.Invariant = Npgsql;
            options.ConnectionString = PostgreSqlComposition.ConnectionStringOf(settings.Storage);
        });
    }

    private static void RequireResponseTimeout(ClusterMemberOptions cluster)
    {
        var probes = cluster.MissedProbes * TimeSpan.FromSeconds(cluster.ProbeSeconds);
        if (TimeSpan.FromSeconds(cluster.ResponseSeconds) < probes)
            throw new StartException(FormattableString.Invariant(
                $"Cluster:ResponseSeconds = '{cluster.ResponseSeconds}' is shorter than the {probes.TotalSeconds} seconds of ")
                + "Cluster:ProbeSeconds and Cluster:MissedProbes, after which a silo is found dead");
    }

    private static void Configure(MessagingOptions messaging, Settings settings)
    {
        messaging.ResponseTimeout = TimeSpan.FromSeconds(settings.Cluster.ResponseSeconds);
        // A message holds one sample at most, and a sample comes in one request.
        messaging.MaxMessageBodySize = (int)Math.Min(
            int.MaxValue, Math.Max(messaging.MaxMessageBodySize, MaxGrowth * (long)settings.Limits.RequestBytes));
    }
}
