using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

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
    private readonly Dictionary<IPAddress, int> _ofAddress = [];
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly int _max;
    private readonly int _maxOfAddress;
    private readonly bool _isLoopbackBounded;
    private int _count;
    private long? _loggedAt;

    /// <exception cref="StartException">More connections are asked for than the process may have.</exception>
    public ConnectionLimiter(ConnectionLimits limits, TimeProvider clock, ILogger<ConnectionLimiter> log)
    {
        // Kestrel tries to accept again at once, for ever, when there are no more files, so that must not come to pass.
        var left = OpenFiles.FindLeft() is { } files ? Math.Max(1, files - FilesForOthers) : int.MaxValue;
        if (limits.Connections > left)
            throw new StartException($"Limits:Connections = '{limits.Connections}': this process may open files for {left} (ulimit -n)");
        _max = limits.Connections > 0 ? limits.Connections : Math.Max(1, Math.Min(MaxDefault, left / 2));
        _maxOfAddress = limits.AddressConnections > 0 ? limits.AddressConnections : Math.Max(1, _max / 4);
        _isLoopbackBounded = limits.AddressConnections > 0;
        (_clock, _log) = (clock, log);
    }

    /// <summary>Connections that are open.</summary>
    public int Count => Volatile.Read(ref _count);

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
            var network = NetworkOf(address);
            var ofAddress = _ofAddress.GetValueOrDefault(network);
            if (_count < _max && (ofAddress < _maxOfAddress || (!_isLoopbackBounded && IPAddress.IsLoopback(address))))
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
            var network = NetworkOf(address);
            if (--_ofAddress[network] is var left && left > 0)
                _ofAddress[network] = left;
            else
                _ofAddress.Remove(network);
        }
    }

    /// <summary>What one caller can have all addresses of: of IPv6 a network of 64 bits, else the address.</summary>
    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    [LoggerMessage(1130, LogLevel.Warning,
        "A connection from {Address}, which has {OfAddress}, was closed: there are {Count} of at most {Max}. Of others in these ten seconds there is no line")]
    private static partial void Refused(ILogger log, IPAddress address, int ofAddress, int count, int max);
}
