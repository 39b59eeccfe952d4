using System.Text.Json;
using System.Text.Json.Nodes;

namespace SampleService.Conformance.Tests.Doors;

/// <summary>Holds an answer against what a case expects: JSON, in which objects of one member that begins with $ are matchers.</summary>
internal static class DoorMatcher
{
    /// <summary>Where and why they differ; null if they do not.</summary>
    public static string? Compare(JsonNode? expected, JsonNode? actual, string at = "answer") => expected switch
    {
        JsonObject { Count: 1 } matcher when matcher.First() is { Key: ['$', ..] } only => Match(only.Key, only.Value, actual, at),
        JsonObject members => actual is JsonObject other && other.FirstOrDefault(member => !members.ContainsKey(member.Key)) is { Key: not null } extra
            ? $"{at}.{extra.Key}: not expected"
            : CompareMembers(members, actual, at),
        JsonArray items => CompareItems(items, actual, at),
        _ => AreEqual(expected, actual) ? null : $"{at}: expected {Show(expected)}, got {Show(actual)}",
    };

    /// <summary>The same for lists whose order does not count.</summary>
    public static string? CompareUnordered(JsonArray expected, JsonNode? actual)
    {
        if (actual is not JsonArray items || items.Count != expected.Count)
            return $"expected {expected.Count} items, got {Show(actual)}";
        var left = items.ToList();
        foreach (var item in expected)
        {
            var found = left.FindIndex(other => Compare(item, other) is null);
            if (found < 0)
                return $"no item is {Show(item)}";
            left.RemoveAt(found);
        }

        return null;
    }

    private static string? Match(string matcher, JsonNode? argument, JsonNode? actual, string at) => matcher switch
    {
        "$any" => null,
        "$int" => actual is JsonValue number && number.GetValueKind() == JsonValueKind.Number && decimal.IsInteger((decimal)number) ? null : $"{at}: no integer: {Show(actual)}",
        "$text" => TextOf(actual) is { Length: > 0 } ? null : $"{at}: no text: {Show(actual)}",
        "$starts" => TextOf(actual)?.StartsWith((string)argument!, StringComparison.Ordinal) == true ? null : $"{at}: expected to begin with {argument}, got {Show(actual)}",
        "$lacks" => Show(actual).Contains((string)argument!, StringComparison.Ordinal) ? $"{at}: holds {argument}" : null,
        "$between" => actual is JsonValue value && (decimal)value is var found && found >= (decimal)argument![0]! && found <= (decimal)argument[1]! ? null : $"{at}: not within {argument}: {Show(actual)}",
        "$has" => CompareMembers((JsonObject)argument!, actual, at),
        "$contains" => actual is not JsonArray list ? $"{at}: no list: {Show(actual)}"
            : ((JsonArray)argument!).FirstOrDefault(item => list.All(other => Compare(item, other) is not null)) is { } missing ? $"{at}: has no {Show(missing)}"
            : null,
        _ => throw new FormatException($"there is no matcher {matcher}"),
    };

    private static string? CompareMembers(JsonObject expected, JsonNode? actual, string at)
    {
        if (actual is not JsonObject members)
            return $"{at}: no object: {Show(actual)}";
        foreach (var (name, value) in expected)
        {
            var isThere = members.TryGetPropertyValue(name, out var found);
            var difference = value is JsonObject { Count: 1 } only && only.ContainsKey("$absent")
                ? isThere ? $"{at}.{name}: not expected" : null
                : isThere ? Compare(value, found, $"{at}.{name}") : $"{at}.{name}: missing in {Show(actual)}";
            if (difference is not null)
                return difference;
        }

        return null;
    }

    private static string? CompareItems(JsonArray expected, JsonNode? actual, string at)
    {
        if (actual is not JsonArray items || items.Count != expected.Count)
            return $"{at}: expected {expected.Count} items, got {Show(actual)}";
        return expected.Select((item, i) => Compare(item, items[i], $"{at}.{i}")).FirstOrDefault(difference => difference is not null);
    }

    private static bool AreEqual(JsonNode? expected, JsonNode? actual)
    {
        if (expected is null || actual is null)
            return expected is null && actual is null;
        return expected.GetValueKind() == actual.GetValueKind()
            && (expected.GetValueKind() == JsonValueKind.Number
                ? (decimal)expected.AsValue() == (decimal)actual.AsValue()
                : JsonNode.DeepEquals(expected, actual));
    }

    private static string? TextOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? (string)node! : null;

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";
}
