using System.Globalization;
using System.Runtime.InteropServices;
using SampleService.Json;
using SampleService.Validation;

namespace SampleService.Server;

/// <summary>Counts the values and the faults of each metadata key.</summary>
internal sealed class KeySummary
{
    /// <summary>Bounds the memory: further keys are counted together.</summary>
    private const int MaxKeys = 10_000;

    private const string Others = "(other keys)";

    private readonly Dictionary<string, Count> _keys = new(StringComparer.Ordinal);

    /// <summary>Counts the keys of one node.</summary>
    public void Add(JsonValue controlled)
    {
        foreach (var member in controlled.Members)
            Find(member.Name.GetString()).Values++;
    }

    /// <summary>Counts a fault.</summary>
    public void Add(MetadataFinding finding) => Find(finding.Key).Findings++;

    /// <summary>Writes a table, the keys with most faults first.</summary>
    public async Task WriteAsync(TextWriter output)
    {
        await output.WriteLineAsync("     values     faults  key");
        foreach (var (key, count) in _keys.OrderByDescending(pair => pair.Value.Findings).ThenBy(pair => pair.Key, StringComparer.Ordinal))
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{count.Values,11}{count.Findings,11}  {LogText.ToSingleLine(key)}"));
    }

    private ref Count Find(string key)
    {
        if (_keys.Count >= MaxKeys && !_keys.ContainsKey(key))
            key = Others;
        return ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, key, out _);
    }

    private struct Count
    {
        public long Values;
        public long Findings;
    }
}
