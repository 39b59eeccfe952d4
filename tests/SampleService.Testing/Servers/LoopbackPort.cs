using System.Net;
using System.Net.Sockets;

namespace SampleService.Testing.Servers;

/// <summary>Free ports for servers that have to be told theirs. Another process may be faster to take one.</summary>
public static class LoopbackPort
{
    public static int FindFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
