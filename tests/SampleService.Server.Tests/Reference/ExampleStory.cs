using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SampleService.Server.Tests.Reference;

/// <summary>
/// What stands for what in the examples, which tell one story: an id, a time or a token of an example stands for the one that the
/// server had in its place first. Everything else has to be equal.
/// </summary>
internal sealed partial class ExampleStory
{
    private const long AnyTime = 1_000_000_000_000;

    private readonly Dictionary<string, string> _meant = [];

    /// <summary>The argument of an example as it is sent to this server.</summary>
    public string? Translate(string? argument) =>
        argument is null ? null : Ids().Replace(argument, id => _meant.GetValueOrDefault(id.Value, id.Value));

    /// <summary>Where an answer differs from that of the example; null where it does not.</summary>
    public string? FindDifference(JsonNode? expected, JsonNode? actual, string path = "result") => (expected, actual) switch
    {
        (null, null) => null,
        (JsonObject a, JsonObject b) => a.Select(m => m.Key).SequenceEqual(b.Select(m => m.Key))
            ? a.Select(member => FindDifference(member.Value, b[member.Key], $"{path}.{member.Key}")).FirstOrDefault(found => found is not null)
            : $"{path} has {string.Join(", ", b.Select(m => m.Key))}",
        (JsonArray a, JsonArray b) => a.Count == b.Count
            ? a.Zip(b).Select((pair, i) => FindDifference(pair.First, pair.Second, $"{path}[{i}]")).FirstOrDefault(found => found is not null)
            : $"{path} has {b.Count} items: {b.ToJsonString()}",
        (JsonValue a, JsonValue b) when IsSame(a, b) => null,
        _ => $"{path} is {actual?.ToJsonString() ?? "null"}",
    };

    private bool IsSame(JsonValue expected, JsonValue actual)
    {
        if (expected.GetValueKind() == JsonValueKind.Number && expected.TryGetValue(out long time) && time >= AnyTime)
            return actual.TryGetValue(out long other) && other >= AnyTime;
        if (expected.GetValueKind() != JsonValueKind.String || !Ids().IsMatch((string)expected!) || actual.GetValueKind() != JsonValueKind.String)
            return expected.ToJsonString() == actual.ToJsonString();
        return Ids().IsMatch((string)actual!)
            && (_meant.TryAdd((string)expected!, (string)actual!) || _meant[(string)expected!] == (string)actual!);
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|sst_[A-Za-z0-9_-]{20,}|\\b[0-9a-f]{16}\\b|[0-9]{4}(-[0-9]{2}){2}T[0-9:.]{12}Z")]
    private static partial Regex Ids();
}
