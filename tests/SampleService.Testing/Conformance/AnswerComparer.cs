using SampleService.Testing.Json;

namespace SampleService.Testing.Conformance;

/// <summary>Says where two JSON values differ.</summary>
/// <param name="ordered">Whether the order of members counts.</param>
/// <param name="partly">Whether only the members count that the expected value has.</param>
public sealed class AnswerComparer(bool ordered = false, bool partly = false)
{
    private const int MaxShown = 400;

    /// <summary>One line for each difference; <c>{"$starts": text}</c> expects a string that begins so.</summary>
    public IReadOnlyList<string> Differences(object? expected, object? actual, string path = "")
    {
        var found = new List<string>();
        Compare(expected, actual, path, found);
        return found;
    }

    internal static string Short(object? value)
    {
        var text = JsonText.Write(value);
        return text.Length < MaxShown ? text : text[..MaxShown] + "...";
    }

    private static bool AreEqual(object? expected, object? actual) => (expected, actual) switch
    {
        (JsonMap { Count: 1 } map, _) when map.Text("$starts") is { } start =>
            actual is string text && text.StartsWith(start, StringComparison.Ordinal),
        (null, null) => true,
        (bool left, bool right) => left == right,
        (string left, string right) => string.Equals(left, right, StringComparison.Ordinal),
        _ => JsonNumber.IsNumber(expected) && JsonNumber.IsNumber(actual) && JsonNumber.AreEqual(expected!, actual!),
    };

    private void Compare(object? expected, object? actual, string path, List<string> found)
    {
        if (expected is JsonMap expectedMap && actual is JsonMap actualMap && !IsStart(expectedMap))
            CompareMaps(expectedMap, actualMap, path, found);
        else if (expected is JsonList expectedList && actual is JsonList actualList)
            CompareLists(expectedList, actualList, path, found);
        else if (!AreEqual(expected, actual))
            found.Add($"{(path.Length > 0 ? path : ".")}: expected {Short(expected)}, got {Short(actual)}");
    }

    private static bool IsStart(JsonMap map) => map.Count == 1 && map.ContainsKey("$starts");

    private void CompareMaps(JsonMap expected, JsonMap actual, string path, List<string> found)
    {
        foreach (var (name, member) in expected)
        {
            if (actual.TryGetValue(name, out var other))
                Compare(member, other, $"{path}.{name}", found);
            else
                found.Add($"{path}.{name}: expected {Short(member)}, got nothing");
        }

        if (!partly)
            found.AddRange(actual.Where(m => !expected.ContainsKey(m.Key)).Select(m => $"{path}.{m.Key}: expected nothing, got {Short(m.Value)}"));
        if (ordered && expected.Count == actual.Count && expected.Keys.All(actual.ContainsKey) && !expected.Keys.SequenceEqual(actual.Keys))
            found.Add($"{path}: expected key order {string.Join(", ", expected.Keys)}, got {string.Join(", ", actual.Keys)}");
    }

    private void CompareLists(JsonList expected, JsonList actual, string path, List<string> found)
    {
        if (expected.Count != actual.Count)
        {
            found.Add($"{path}: expected {expected.Count} items, got {actual.Count}: {Short(actual)}");
            return;
        }

        for (var i = 0; i < expected.Count; i++)
            Compare(expected[i], actual[i], $"{path}.{i}", found);
    }
}
