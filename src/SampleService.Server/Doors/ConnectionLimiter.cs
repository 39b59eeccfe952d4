using System.Net;
using Microsoft.AspNetCore.Connections;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// Bounds the connections of callers, so that neither memory nor the files of the process run out, and that one address cannot take
/// them all. What is beyond is closed before a byte of it is read.
/// </summary>
internal sealed partial class ConnectionLimiter
{
    private const int MaxDefault = 10_000;

    /// <summary>Files that the database, other services and the log take beside those open at the start.</summary>
    private const int FilesForOthers = 100;

    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<CallerNetwork, int> _ofAddress = [];
    private readonly TrustedProxies _proxies;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly int _max;
    private readonly int _maxOfAddress;
    private readonly bool _isLoopbackBounded;
    private int _count;
    private long? _loggedAt;

    /// <exception cref="StartException">More connections are asked for than the process may have.</exception>
    public ConnectionLimiter(ConnectionLimits limits, TrustedProxies proxies, TimeProvider clock, ILogger<ConnectionLimiter> log)
    {
        // Kestrel tries to accept again at once, for ever, when there are no more files, so that must not come to pass.
        var left = OpenFiles.FindLeft() is { } files ? Math.Max(1, files - FilesForOthers) : int.MaxValue;
        if (limits.Connections > left)
            throw new StartException($"Limits:Connections = '{limits.Connections}': this process may open files for {left} (ulimit -n)");
        _max = limits.Connections > 0 ? limits.Connections : Math.Max(1, Math.Min(MaxDefault, left / 2));
        _maxOfAddress = limits.AddressConnections > 0 ? limits.AddressConnections : Math.Max(1, _max / 4);
        _isLoopbackBounded = limits.AddressConnections > 0;
        (_proxies, _clock, _log) = (proxies, clock, log);
    }

    /// <summary>Connections that are open.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many there may be.</summary>
    public int Max => _max;

    /// <summary>A step in the handling of each connection.</summary>
    public ConnectionDelegate Limit(ConnectionDelegate next) => async connection =>
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        if (!TryOpen(address))
        {
            await connection.DisposeAsync();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Close(address);
        }
    };

    private bool TryOpen(IPAddress address)
    {
        lock (_gate)
        {
            var network = CallerNetwork.Of(address);
            var ofAddress = _ofAddress.GetValueOrDefault(network);
            if (_count < _max && (ofAddress < _maxOfAddress || IsShared(address)))
            {
                _count++;
                _ofAddress[network] = ofAddress + 1;
                return true;
            }

            if (_loggedAt is not { } at || _clock.GetElapsedTime(at) >= LogInterval)
            {
                _loggedAt = _clock.GetTimestamp();
                Refused(_log, address, ofAddress, _count, _max);
            }

            return false;
        }
    }

    private void Close(IPAddress address)
    {
        lock (_gate)
        {
            _count--;
            var network = CallerNetwork.Of(address);
            if (--_ofAddress[network] is var left && left > 0)
                _ofAddress[network] = left;
            else
                _ofAddress.Remove(network);
        }
    }

    /// <summary>Whether many callers may come from it: a proxy does.</summary>
    private bool IsShared(IPAddress address) =>
        (!_isLoopbackBounded && IPAddress.IsLoopback(address)) || _proxies.Contain(address);

    [LoggerMessage(1130, LogLevel.Warning,
        "A connection from {Address}, which has {OfAddress}, was closed: there are {Count} of at most {Max}. Of others in these ten seconds there is no line")]
    private static partial void Refused(ILogger log, IPAddress address, int ofAddress, int count, int max);
}
