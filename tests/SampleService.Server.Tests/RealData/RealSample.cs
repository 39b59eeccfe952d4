using System.Text;
using System.Text.Json;

namespace SampleService.Server.Tests.RealData;

/// <summary>A sample of somebody's work, with its controlled metadata moved to where no validators are needed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NodeTree">Its nodes as they are sent.</param>
/// <param name="Expected">Its nodes as they are to come back: tokens with all six members in their order.</param>
/// <param name="Node">The id of the first node.</param>
internal sealed record RealSample(string Name, string NodeTree, string Expected, string Node)
{
    /// <summary>All samples of a file.</summary>
    public static RealSample[] Read(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", file)).Select(Parse)];

    public string ToJson(string? id = null) =>
        $$"""{{{(id is null ? "" : $"\"id\":\"{id}\",")}}"name":{{JsonSerializer.Serialize(Name)}},"node_tree":{{NodeTree}}}""";

    private static RealSample Parse(string line)
    {
        using var sample = JsonDocument.Parse(line);
        var nodes = sample.RootElement.GetProperty("node_tree").EnumerateArray().ToArray();
        using var expected = JsonDocument.Parse(Write(nodes, asAnswered: true));
        return new RealSample(
            sample.RootElement.GetProperty("name").GetString()!,
            Write(nodes, asAnswered: false),
            JsonTokens.Of(expected.RootElement),
            nodes[0].GetProperty("id").GetString()!);
    }

    private static string Write(JsonElement[] nodes, bool asAnswered)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartArray();
            foreach (var node in nodes)
            {
                writer.WriteStartObject();
                Copy(writer, node, "id");
                Copy(writer, node, "type");
                Copy(writer, node, "parent");
                if (asAnswered)
                {
                    writer.WriteStartObject("meta_controlled");
                    writer.WriteEndObject();
                }

                WriteMetadata(writer, node.GetProperty("meta_user"), node.GetProperty("meta_controlled"));
                if (asAnswered)
                {
                    writer.WriteStartArray("source_meta");
                    writer.WriteEndArray();
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static void Copy(Utf8JsonWriter writer, JsonElement node, string member)
    {
        writer.WritePropertyName(member);
        writer.WriteRawValue(node.GetProperty(member).GetRawText());
    }

    private static void WriteMetadata(Utf8JsonWriter writer, JsonElement user, JsonElement controlled)
    {
        writer.WriteStartObject("meta_user");
        foreach (var key in user.EnumerateObject().Concat(controlled.EnumerateObject().Where(key => !user.TryGetProperty(key.Name, out _))))
        {
            writer.WritePropertyName(key.Name);
            writer.WriteRawValue(key.Value.GetRawText());
        }

        writer.WriteEndObject();
    }
}
