using System.Collections.Concurrent;

namespace SampleService.Actors.Tests;

/// <summary>What grains did, in order, and gates at which they wait for the test.</summary>
internal sealed class Board
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _seen = new();
    private readonly List<string> _lines = [];
    private volatile bool _open;

    internal string[] Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    internal void Write(string line)
    {
        lock (_lines)
            _lines.Add(line);
        Of(_seen, line).TrySetResult();
    }

    /// <summary>Waits until a line was written. The bound only turns a hang into a failure.</summary>
    internal Task Seen(string line) => Of(_seen, line).Task.WaitAsync(Patience);

    internal Task Gate(string name) => _open ? Task.CompletedTask : Of(_gates, name).Task;

    internal void Open(string name) => Of(_gates, name).TrySetResult();

    internal void OpenAll()
    {
        _open = true;
        foreach (var gate in _gates.Values)
            gate.TrySetResult();
    }

    private static TaskCompletionSource Of(ConcurrentDictionary<string, TaskCompletionSource> sources, string name) =>
        sources.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
