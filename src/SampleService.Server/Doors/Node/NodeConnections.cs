using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>Bounds the connections to the socket. A part is kept for operators, so that other users cannot lock them out.</summary>
/// <param name="options">How many there may be.</param>
internal sealed class NodeConnections(NodeOptions options)
{
    private readonly int _max = options.MaxConnections;
    private readonly int _maxOfOthers = options.MaxConnections - (options.MaxConnections / 4);
    private readonly Lock _gate = new();
    private int _count;
    private int _others;

    /// <summary>Connections that are open.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether there is room for one more, which then counts.</summary>
    public bool TryOpen(NodePeer peer)
    {
        lock (_gate)
        {
            if (_count >= _max || (!peer.IsPrivileged && _others >= _maxOfOthers))
                return false;
            _count++;
            if (!peer.IsPrivileged)
                _others++;
            return true;
        }
    }

    /// <summary>One has ended.</summary>
    public void Close(NodePeer peer)
    {
        lock (_gate)
        {
            _count--;
            if (!peer.IsPrivileged)
                _others--;
        }
    }
}
