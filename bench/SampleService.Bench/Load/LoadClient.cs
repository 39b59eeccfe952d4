using System.Diagnostics;
using System.Net.Sockets;

namespace SampleService.Bench;

/// <summary>
/// Callers that each send the next request when they have the answer to the last one. One thread and plain sockets, so
/// that the machine works for the server and not for the client. Every answer is checked for status and length.
/// </summary>
internal sealed class LoadClient : IDisposable
{
    private readonly LoadConnection[] _connections;
    private readonly Dictionary<Socket, LoadConnection> _bySocket;
    private readonly List<Socket> _ready = [];

    /// <summary>Connects to a server on this machine.</summary>
    public LoadClient(Uri server, int connections)
    {
        _connections = [.. Enumerable.Range(0, connections).Select(_ => new LoadConnection(server))];
        _bySocket = _connections.ToDictionary(c => c.Socket);
    }

    /// <summary>Sends requests for some time.</summary>
    public LoadResult RunFor(TimeSpan time, LoadRequests requests) => Run(time, int.MaxValue, requests);

    /// <summary>Sends so many requests.</summary>
    public LoadResult RunCount(int count, LoadRequests requests) => Run(TimeSpan.FromMinutes(5), count, requests);

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private LoadResult Run(TimeSpan time, int count, LoadRequests requests)
    {
        var latencies = new List<long>(Math.Min(count, 256 * 1024));
        var start = Stopwatch.GetTimestamp();
        var (sent, done) = (0, 0);
        foreach (var connection in _connections.AsSpan(0, Math.Min(_connections.Length, count)))
        {
            connection.Send(requests.Next());
            sent++;
        }

        while (done < sent)
        {
            Wait();
            foreach (var socket in _ready)
            {
                var connection = _bySocket[socket];
                if (!connection.Receive(requests.AnswerLength, out var latency))
                    continue;
                latencies.Add(latency);
                done++;
                if (sent >= count || Stopwatch.GetElapsedTime(start) > time)
                    continue;
                connection.Send(requests.Next());
                sent++;
            }
        }

        return new LoadResult(Stopwatch.GetElapsedTime(start), latencies);
    }

    private void Wait()
    {
        _ready.Clear();
        foreach (var connection in _connections)
            _ready.Add(connection.Socket);
        // With one there is nothing to choose from: receiving waits.
        if (_connections.Length == 1)
            return;
        Socket.Select(_ready, null, null, 30_000_000);
        if (_ready.Count == 0)
            throw new LoadException("No answer came for 30 seconds.");
    }
}
