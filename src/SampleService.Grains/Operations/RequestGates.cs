using System.Collections.Concurrent;
using SampleService.Domain;

namespace SampleService.Grains;

/// <summary>
/// Lets calls of one name through one after the other, so that one that is repeated while the first is under way waits for it, and is answered
/// when what this process remembers is up to date. Safe for concurrent use.
/// </summary>
internal sealed class RequestGates
{
    private readonly ConcurrentDictionary<(UserName User, string Id), Gate> _gates = new();

    /// <summary>How many names are in use.</summary>
    public int Count => _gates.Count;

    /// <summary>Waits for the turn of a call, which ends when what is returned is disposed of.</summary>
    public async ValueTask<IDisposable> EnterAsync(RequestKey request, CancellationToken cancellation)
    {
        var key = (request.User, request.Id);
        Gate gate;
        do
            gate = _gates.GetOrAdd(key, static _ => new Gate());
        while (!gate.TryJoin());
        try
        {
            await gate.Turn.WaitAsync(cancellation);
        }
        catch
        {
            Leave(key, gate);
            throw;
        }

        return new Visit(this, key, gate);
    }

    private void Leave((UserName, string) key, Gate gate)
    {
        if (gate.Leave())
            _gates.TryRemove(KeyValuePair.Create(key, gate));
    }

    private sealed class Gate
    {
        private readonly Lock _lock = new();
        private int _visitors;
        private bool _isClosed;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>False if the last visitor has left it: then it is no gate any more.</summary>
        public bool TryJoin()
        {
            lock (_lock)
            {
                if (_isClosed)
                    return false;
                _visitors++;
                return true;
            }
        }

        /// <summary>Whether that was the last visitor.</summary>
        public bool Leave()
        {
            lock (_lock)
                return _isClosed = --_visitors == 0;
        }
    }

    private sealed class Visit(RequestGates gates, (UserName, string) key, Gate gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Turn.Release();
            gates.Leave(key, gate);
        }
    }
}
