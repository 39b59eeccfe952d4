using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace SampleService.Server;

/// <summary>Where a silo is reached by the others. What is wrong with that is found before it takes part in the cluster.</summary>
internal static class SiloEndpoint
{
    /// <summary>Silos write down every half minute that they are there; who has not for so long is none.</summary>
    private static readonly TimeSpan Alive = TimeSpan.FromMinutes(2);

    /// <summary>Sets address and ports.</summary>
    /// <param name="endpoint">Takes them.</param>
    /// <param name="settings">What is configured.</param>
    public static void Configure(EndpointOptions endpoint, Settings settings)
    {
        var cluster = settings.Cluster;
        var address = AddressOf(cluster);
        endpoint.AdvertisedIPAddress = address;
        endpoint.SiloPort = PortOf(nameof(cluster.SiloPort), cluster.SiloPort, address);
        // For Orleans 0 is no gateway.
        endpoint.GatewayPort = cluster.GatewayPort is { } port ? PortOf(nameof(cluster.GatewayPort), port, address) : 0;
    }

    /// <summary>Whether the silos of the cluster reach this one and it reaches them: an address of one machine alone will not do for several.</summary>
    /// <exception cref="StartException">It will not do.</exception>
    public static async Task CheckAsync(IMembershipTable table, ILocalSiloDetails self, TimeProvider clock)
    {
        try
        {
            await table.InitializeMembershipTable(tryInitTableVersion: true);
            var since = clock.GetUtcNow().UtcDateTime - Alive;
            foreach (var (other, _) in (await table.ReadAll()).Members)
            {
                if (other.Status != SiloStatus.Active || other.IAmAliveTime < since || other.HostName == self.DnsHostName)
                    continue;
                if (IPAddress.IsLoopback(self.SiloAddress.Endpoint.Address))
                    throw new StartException(
                        $"Cluster:Address = '{self.SiloAddress.Endpoint.Address}' is reached from this machine alone, and there is a silo on {other.HostName}; set it to the address at which other machines reach this one");
                if (IPAddress.IsLoopback(other.SiloAddress.Endpoint.Address))
                    throw new StartException(
                        $"The silo on {other.HostName} has Cluster:Address = '{other.SiloAddress.Endpoint.Address}', which is reached from that machine alone; set it there to the address at which others reach it");
            }
        }
        catch (DbException e)
        {
            throw new StartException($"The table of the silos cannot be read: {e.Message.Split('\n')[0]}");
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

    /// <summary>A silo has to know its ports before it listens on them. One that is taken is found here, where it can be named.</summary>
    private static int PortOf(string setting, int configured, IPAddress address)
    {
        try
        {
            using var listener = new TcpListener(address, configured);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException e)
        {
            throw new StartException(
                e.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"Cluster:{setting} = '{configured}' is in use at {address}"
                    : $"It cannot listen on Cluster:Address = '{address}', Cluster:{setting} = '{configured}': {e.SocketErrorCode}");
        }
    }
}
