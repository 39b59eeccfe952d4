using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SampleService.Server.Tests.Reference;

/// <summary>JSON for people: what fits a line is on one, the rest a member or an item a line.</summary>
internal static class ExampleJson
{
    private const int Width = 110;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, 0, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, int indent, int taken)
    {
        var line = WriteLine(node);
        if (indent + taken + line.Length <= Width || node is not (JsonObject or JsonArray))
        {
            text.Append(line);
            return;
        }

        var items = node is JsonObject map
            ? map.Select(member => (Head: $"{Text(member.Key)}: ", member.Value)).ToArray()
            : [.. node.AsArray().Select(item => (Head: "", item))];
        text.Append(node is JsonObject ? '{' : '[');
        for (var i = 0; i < items.Length; i++)
        {
            text.Append('\n').Append(' ', indent + 2).Append(items[i].Head);
            Write(text, items[i].Value, indent + 2, items[i].Head.Length + 1);
            if (i < items.Length - 1)
                text.Append(',');
        }

        text.Append('\n').Append(' ', indent).Append(node is JsonObject ? '}' : ']');
    }

    /// <summary>The same on one line, however long.</summary>
    public static string WriteLine(JsonNode? node) => node switch
    {
        JsonObject map => $"{{{string.Join(", ", map.Select(member => $"{Text(member.Key)}: {WriteLine(member.Value)}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(WriteLine))}]",
        null => "null",
        _ => node.ToJsonString(Plain),
    };

    private static string Text(string name) => JsonValue.Create(name).ToJsonString(Plain);
}
