using SampleService.Json;

namespace SampleService.Api;

/// <summary>Lists in results.</summary>
internal static class JsonList
{
    /// <summary>Writes a list, each item by itself.</summary>
    public static void Write<T>(JsonOutput result, IReadOnlyList<T> items, Action<JsonOutput, T> write)
    {
        result.Raw("["u8);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                result.Raw(","u8);
            write(result, items[i]);
        }

        result.Raw("]"u8);
    }
}
