using System.Collections.Concurrent;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>What callers saw and should not have seen. Gathered, since the first alone seldom tells the story.</summary>
internal sealed class Findings
{
    private const int MaxShown = 20;

    private readonly ConcurrentQueue<string> _all = [];

    public IEnumerable<string> All => _all;

    public void Add(string finding) => _all.Enqueue(finding);

    public void Require(bool holds, string finding)
    {
        if (!holds)
            Add(finding);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{_all.Count} findings:\n{string.Join('\n', _all.Take(MaxShown))}";
}
