using System.Net;
using System.Net.Sockets;

namespace SampleService.Server;

/// <summary>
/// Finds out before anything is made whether the service can listen where it is told to: before the socket is there and validators are
/// loaded, which may take a while.
/// </summary>
internal static class AddressCheck
{
    /// <summary>Tries each address, and gives it up again.</summary>
    /// <param name="addresses">Well-formed; those without a port of their own, and sockets that are files, are left to the web server.</param>
    /// <returns>The first that cannot be had, and why; null if there is none.</returns>
    public static (BindingAddress Address, string Reason)? FindUnavailable(IEnumerable<BindingAddress> addresses)
    {
        foreach (var address in addresses.Where(address => !address.IsUnixPipe && !address.IsNamedPipe && address.Port != 0))
            if (FindReason(address) is { } reason)
                return (address, reason);
        return null;
    }

    /// <summary>What the web server takes a host for: itself, localhost, or a name that stands for every address.</summary>
    private static IPAddress HostOf(BindingAddress address) =>
        IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? ip
        : address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    private static string? FindReason(BindingAddress address) => address.Port > IPEndPoint.MaxPort
        ? "there is no such port."
        : FindReason(new IPEndPoint(HostOf(address), address.Port));

    private static string? FindReason(IPEndPoint endpoint)
    {
        try
        {
            using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endpoint.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(endpoint);
            // An address in use is, on some systems, only refused here.
            socket.Listen();
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "address already in use.",
                SocketError.AddressNotAvailable => "this machine has no such address.",
                SocketError.AccessDenied => "this user may not use that port.",
                // The web server may know better, and says what is wrong if it does not.
                _ => null,
            };
        }
    }
}
