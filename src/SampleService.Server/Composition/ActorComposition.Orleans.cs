using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Serialization.Configuration;
using SampleService.Contracts;
using SampleService.Grains;

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
        if (settings.Cluster.Role == ClusterRole.FrontEnd)
            builder.UseOrleansClient(client => ConfigureFrontEnd(client, settings));
        else
            builder.UseOrleans(silo => ConfigureSilo(silo, settings));
    }

    /// <summary>How calls of the service's grains go from process to process: what is sent, and what happens when one dies.</summary>
    public static void AddServiceCalls(this ISiloBuilder silo)
    {
        silo.AddOutgoingGrainCallFilter<ClusterCallFilter>();
        silo.AddIncomingGrainCallFilter<SiloCallFilter>();
        AddWire(silo.Services);
    }

    /// <summary>The same for a process without grains.</summary>
    public static void AddServiceCalls(this IClientBuilder client)
    {
        client.AddOutgoingGrainCallFilter<ClusterCallFilter>();
        AddWire(client.Services);
    }

    private static void AddWire(IServiceCollection services)
    {
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
        silo.AddServiceCalls();
        silo.Configure<SiloMessagingOptions>(options => Configure(options, cluster));
        var address = AddressOf(cluster);
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = address;
            options.SiloPort = PortOf(cluster.SiloPort, address);
            // Front ends need a database that they can share; 0 is for no gateway.
            options.GatewayPort = settings.Storage.Provider == StorageProvider.Sqlite ? 0 : PortOf(cluster.GatewayPort, address);
        });
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
        client.AddServiceCalls();
        client.Configure<ClientMessagingOptions>(options => Configure(options, settings.Cluster));
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        client.UseAdoNetClustering(options =>
        {
            options.Invariant = Npgsql;
            options.ConnectionString = settings.Storage.ConnectionString;
        });
    }

    private static void Configure(MessagingOptions messaging, ClusterMemberOptions cluster)
    {
        messaging.ResponseTimeout = TimeSpan.FromSeconds(cluster.ResponseSeconds);
        messaging.MaxMessageBodySize = LargestMessage;
    }

    private static IPAddress AddressOf(ClusterMemberOptions cluster)
    {
        try
        {
            // An address of the newer kind only where there is no other.
            return Dns.GetHostAddresses(cluster.Address).MinBy(address => address.AddressFamily != AddressFamily.InterNetwork)
                ?? throw new StartException($"Cluster:Address = '{cluster.Address}' has no IP address");
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new StartException($"Cluster:Address = '{cluster.Address}' is neither an IP address nor a name that has one");
        }
    }

    /// <summary>A silo has to know its ports before it listens on them.</summary>
    private static int PortOf(int configured, IPAddress address)
    {
        if (configured != 0)
            return configured;
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
