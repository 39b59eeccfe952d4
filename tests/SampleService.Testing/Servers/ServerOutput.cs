using System.Text;

namespace SampleService.Testing.Servers;

/// <summary>The last part of what a process wrote.</summary>
internal sealed class ServerOutput
{
    private const int MaxKept = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();

    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            _text.Append(line).Append('\n');
            if (_text.Length > MaxKept)
                _text.Remove(0, _text.Length - (MaxKept / 2));
        }
    }

    public override string ToString()
    {
        lock (_gate)
            return _text.ToString();
    }
}
