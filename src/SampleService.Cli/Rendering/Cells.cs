using System.Globalization;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Values of a result as the text of a cell.</summary>
internal static class Cells
{
    /// <summary>What stands for no value, so that no cell is empty.</summary>
    public const string None = "-";

    public static string Member(JsonElement element, string member) => Text(Find(element, member));

    public static JsonElement Find(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) ? value : default;

    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => None,
        JsonValueKind.String => StringOf(value) is { Length: > 0 } text ? text : None,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array when value.GetArrayLength() == 0 => None,
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            string.Join(", ", value.EnumerateArray().Select(StringOf)),
        _ => value.GetRawText(),
    };

    /// <summary>Milliseconds since 1970 as a time in UTC.</summary>
    public static string Time(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var milliseconds))
            return Text(value);
        return milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : Text(value);
    }

    /// <summary>A state of the platform with its name.</summary>
    public static string State(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var state) ? $"{state} {PlatformStates.NameOf(state)}" : Text(value);

    /// <summary>The text of a string; as it stands in the JSON where it is no text, which lone surrogates are not.</summary>
    public static string StringOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }
}
