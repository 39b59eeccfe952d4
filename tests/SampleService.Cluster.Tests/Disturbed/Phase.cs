using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>What happened to the calls of a stretch of time.</summary>
internal sealed class Phase(string name)
{
    private readonly ConcurrentDictionary<string, int> _troubles = new(StringComparer.Ordinal);
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private TimeSpan _longest;
    private TimeSpan _last;
    private int _calls;

    public string Name => name;

    /// <summary>Calls that ended.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>What else is worth telling.</summary>
    public ConcurrentQueue<string> Remarks { get; } = [];

    public void Count(TimeSpan time, bool isThroughDisturbed, string method, string? trouble)
    {
        Interlocked.Increment(ref _calls);
        if (trouble is not null)
            _troubles.AddOrUpdate($"{(isThroughDisturbed ? "through it" : "through others")}, {method}: {trouble}", 1, (_, count) => count + 1);
        lock (_gate)
        {
            _last = Stopwatch.GetElapsedTime(_began);
            if (!isThroughDisturbed && time > _longest)
                _longest = time;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{name}: {Calls} calls within {_last.TotalSeconds:0.0} s, the longest through others {_longest.TotalSeconds:0.0} s");
        foreach (var remark in Remarks)
            text.Append("\n    ").Append(remark);
        foreach (var (trouble, count) in _troubles.OrderBy(trouble => trouble.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"\n    {count} x {trouble}");
        return text.ToString();
    }
}
