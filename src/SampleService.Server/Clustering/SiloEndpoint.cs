using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace SampleService.Server;

/// <summary>Where a silo is reached by the others. What is wrong with that is found before it takes part in the cluster.</summary>
internal static class SiloEndpoint
{
    private const string Wait = "two minutes";

    /// <summary>Sets address and ports.</summary>
    /// <param name="endpoint">Takes them.</param>
    /// <param name="settings">What is configured.</param>
    public static void Configure(EndpointOptions endpoint, Settings settings)
    {
        var cluster = settings.Cluster;
        var address = AddressOf(cluster);
        endpoint.AdvertisedIPAddress = address;
        // Both sockets stay open until both ports are chosen, so that the system cannot give the same port twice.
        using var silos = Listen(nameof(cluster.SiloPort), cluster.SiloPort, address);
        using var frontEnds = cluster.GatewayPort is { } port ? Listen(nameof(cluster.GatewayPort), port, address) : null;
        endpoint.SiloPort = PortOf(silos);
        // For Orleans 0 is no gateway.
        endpoint.GatewayPort = frontEnds is null ? 0 : PortOf(frontEnds);
    }

    /// <summary>Whether the silos of the cluster reach this one and it reaches them: an address of one machine alone will not do for several.</summary>
    /// <exception cref="StartException">It will not do.</exception>
    public static async Task CheckAsync(IMembershipTable table, ILocalSiloDetails self, TimeProvider clock)
    {
        var since = clock.GetUtcNow().UtcDateTime - DefunctSiloCleanup.IAmAliveTimeout;
        foreach (var (other, _) in (await table.ReadAllAsync()).Members)
        {
            if (other.Status != SiloStatus.Active || other.IAmAliveTime < since || other.HostName == self.DnsHostName)
                continue;
            if (IPAddress.IsLoopback(self.SiloAddress.Endpoint.Address))
                throw new StartException(
                    $"Cluster:Address = '{self.SiloAddress.Endpoint.Address}' is reached from this machine alone, and there is a silo on "
                    + $"{other.HostName}; set it to the address at which other machines reach this one (or wait {Wait} if that silo was killed)");
            if (IPAddress.IsLoopback(other.SiloAddress.Endpoint.Address))
                throw new StartException(
                    $"The silo on {other.HostName} has Cluster:Address = '{other.SiloAddress.Endpoint.Address}', which is reached from that "
                    + $"machine alone; set it there to the address at which others reach it (or wait {Wait} if that silo was killed)");
        }
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

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>A silo has to know its ports before it listens on them. One that is taken is found here, where it can be named.</summary>
    private static TcpListener Listen(string setting, int configured, IPAddress address)
    {
        var listener = new TcpListener(address, configured);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new StartException(
                e.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"Cluster:{setting} = '{configured}' is in use at {address}"
                    : $"It cannot listen on Cluster:Address = '{address}', Cluster:{setting} = '{configured}': {e.SocketErrorCode}");
        }
    }
}
