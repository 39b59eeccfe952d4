using System.Runtime.InteropServices;

namespace SampleService.Server;

/// <summary>The WebSockets that are open, of which one user has a bounded part.</summary>
internal sealed class WebSocketConnections(GatewayOptions options, ConnectionLimiter limiter)
{
    private readonly int _maxOfUser = options.UserWebSockets > 0 ? options.UserWebSockets : Math.Max(1, limiter.Max / 4);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _ofUser = new(StringComparer.Ordinal);
    private readonly HashSet<WebSocketConnection> _open = [];
    private bool _isDraining;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _open.Count;
        }
    }

    /// <summary>A place for one more of a user, until it is disposed of; null if there is none.</summary>
    /// <param name="user">The user.</param>
    /// <param name="refusal">Why there is none.</param>
    public Place? Find(string user, out GatewayRefusal? refusal)
    {
        lock (_gate)
        {
            var ofUser = _ofUser.GetValueOrDefault(user);
            refusal = _isDraining ? GatewayRefusal.Unavailable : ofUser >= _maxOfUser ? GatewayRefusal.TooManyWebSockets : null;
            if (refusal is not null)
                return null;
            _ofUser[user] = ofUser + 1;
            return new Place(this, user);
        }
    }

    /// <summary>Those that are open now.</summary>
    public WebSocketConnection[] FindAll()
    {
        lock (_gate)
            return [.. _open];
    }

    /// <summary>The process stops: each is closed when what is under way on it has been answered, and there will be no more.</summary>
    public void Drain()
    {
        lock (_gate)
            _isDraining = true;
        foreach (var connection in FindAll())
            _ = connection.DrainAsync();
    }

    /// <summary>A place, and the connection that has it.</summary>
    internal sealed class Place(WebSocketConnections connections, string user) : IDisposable
    {
        private WebSocketConnection? _connection;

        /// <summary>The connection is open.</summary>
        public void Serve(WebSocketConnection connection)
        {
            _connection = connection;
            bool isDraining;
            lock (connections._gate)
            {
                connections._open.Add(connection);
                isDraining = connections._isDraining;
            }

            if (isDraining)
                connection.Close(WebSocketClose.Stopping);
        }

        public void Dispose()
        {
            lock (connections._gate)
            {
                if (_connection is not null)
                    connections._open.Remove(_connection);
                if (--CollectionsMarshal.GetValueRefOrAddDefault(connections._ofUser, user, out _) == 0)
                    connections._ofUser.Remove(user);
            }
        }
    }
}
