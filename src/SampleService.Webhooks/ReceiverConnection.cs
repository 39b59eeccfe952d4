using System.Net;
using System.Net.Sockets;
using SampleService.Domain;

namespace SampleService.Webhooks;

/// <summary>
/// Connects to receivers. The address is looked up for each connection, judged, and connected to: between the judgement and the connection
/// nobody is asked again, so a name that stands for another address a moment later changes nothing.
/// </summary>
/// <param name="resolver">Looks up addresses.</param>
/// <param name="allowed">Judges them.</param>
internal sealed class ReceiverConnection(IHostResolver resolver, ReceiverAddresses allowed)
{
    /// <summary>Of a host with more addresses the others are not tried.</summary>
    private const int MaxTried = 4;

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="ForbiddenAddressException">The host has no address that may be connected to.</exception>
    /// <exception cref="SocketException">None of them could be connected to.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isEncrypted = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps;
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await resolver.ResolveAsync(host, cancellation).ConfigureAwait(false);
        var addresses = found.Where(address => isEncrypted ? allowed.Allows(address) : allowed.IsAllowedByOperator(address)).Take(MaxTried).ToList();
        if (addresses.Count == 0)
            throw new ForbiddenAddressException();
        for (var i = 0; ; i++)
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(addresses[i], port), cancellation).ConfigureAwait(false);
            }
            catch (SocketException) when (i + 1 < addresses.Count)
            {
                // The next one may take it.
            }
        }
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellation)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A host has no address that may be connected to, or none at all.</summary>
internal sealed class ForbiddenAddressException : Exception;
