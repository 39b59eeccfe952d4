using System.Text;

namespace SampleService.Testing.Servers;

/// <summary>The last part of what a process wrote.</summary>
internal sealed class ServerOutput(int maxKept)
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            _text.Append(line).Append('\n');
            if (_text.Length > maxKept)
                _text.Remove(0, _text.Length - (maxKept / 2));
            foreach (var (text, seen) in _awaited)
                if (line.Contains(text, StringComparison.Ordinal))
                    seen.TrySetResult();
        }
    }

    /// <summary>Completes when a line with the text was written, now or later.</summary>
    public Task WaitForAsync(string text)
    {
        lock (_gate)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_text.ToString().Contains(text, StringComparison.Ordinal))
                seen.SetResult();
            else
                _awaited.Add((text, seen));
            return seen.Task;
        }
    }

    public override string ToString()
    {
        lock (_gate)
            return _text.ToString();
    }
}
