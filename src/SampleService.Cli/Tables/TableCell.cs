using System.Text.Json;

namespace SampleService.Cli;

/// <summary>A cell that is written.</summary>
/// <param name="Kind">String, Number, True, False; Null for an empty one.</param>
/// <param name="Text">The text, or the number as it came.</param>
internal readonly record struct TableCell(JsonValueKind Kind, string Text)
{
    public static readonly TableCell Empty = new(JsonValueKind.Null, "");

    public static TableCell OfText(string text) => text.Length == 0 ? Empty : new TableCell(JsonValueKind.String, text);

    /// <summary>A value of JSON; structures as their JSON.</summary>
    public static TableCell Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => Empty,
        JsonValueKind.String => OfText(Cells.StringOf(value)),
        JsonValueKind.True => new TableCell(JsonValueKind.True, "true"),
        JsonValueKind.False => new TableCell(JsonValueKind.False, "false"),
        JsonValueKind.Number => new TableCell(JsonValueKind.Number, value.GetRawText()),
        _ => OfText(value.GetRawText()),
    };
}
