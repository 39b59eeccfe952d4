using System.Globalization;
using SampleService.Testing.Json;

namespace SampleService.Testing.Conformance;

/// <summary>Paths such as <c>result.0.id</c>.</summary>
internal static class JsonPath
{
    public static object? Reach(object? document, string path)
    {
        foreach (var part in path.Split('.'))
        {
            if (!TryStep(document, part, out document))
                throw new StepException($"the answer has nothing at {path}");
        }

        return document;
    }

    /// <summary>Puts something else in a place that is there; false when it is not.</summary>
    public static bool TryReplace(object? document, string path, Func<object?, object?> replace)
    {
        var parts = path.Split('.');
        foreach (var part in parts[..^1])
        {
            if (!TryStep(document, part, out document))
                return false;
        }

        if (!TryStep(document, parts[^1], out var old))
            return false;
        if (document is JsonMap map)
            map[parts[^1]] = replace(old);
        else if (document is JsonList list)
            list[Index(parts[^1])] = replace(old);
        return true;
    }

    private static bool TryStep(object? document, string part, out object? next)
    {
        next = null;
        switch (document)
        {
            case JsonMap map:
                return map.TryGetValue(part, out next);
            case JsonList list when Index(part) is >= 0 and var index && index < list.Count:
                next = list[index];
                return true;
            default:
                return false;
        }
    }

    private static int Index(string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;
}
