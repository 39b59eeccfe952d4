using System.Net;
using System.Net.Sockets;

namespace SampleService.Webhooks;

/// <summary>Looks up the addresses of hosts.</summary>
public interface IHostResolver
{
    /// <summary>The addresses of a host at present; none if it has none, or that could not be found out.</summary>
    /// <param name="host">A name, or an address.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation);
}

/// <summary>Asks the system.</summary>
public sealed class SystemResolver : IHostResolver
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // There is no such host, or nobody could be asked: to a receiver nothing can be sent either way.
            return [];
        }
    }
}
