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

/// <summary>
/// Asks the system, which keeps a thread for as long as the servers of a name take to answer. Users choose names, so these are no threads of the pool,
/// which all calls need, and there are only so many.
/// </summary>
/// <param name="lookUp">What the system is asked by.</param>
public sealed class SystemResolver(Func<string, IPAddress[]> lookUp) : IHostResolver
{
    /// <summary>Lookups at a time; one more waits.</summary>
    internal const int MaxLookUps = 64;

    private readonly SemaphoreSlim _free = new(MaxLookUps);

    /// <summary>By the system's own call.</summary>
    public SystemResolver()
        : this(Dns.GetHostAddresses)
    {
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        // It cannot be broken off: whoever leaves leaves it behind, and its place is taken until it ends.
        var looking = Task.Factory.StartNew(() => LookUp(host), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await looking.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private IReadOnlyList<IPAddress> LookUp(string host)
    {
        try
        {
            return lookUp(host);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // There is no such host, it cannot be one, or nobody could be asked: to a receiver nothing can be sent either way.
            return [];
        }
        finally
        {
            _free.Release();
        }
    }
}
