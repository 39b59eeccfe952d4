using SampleService.Json;

namespace SampleService.Validation;

/// <summary>Writes YAML values as JSON in ASCII. Keys that are no strings become their JSON literals.</summary>
internal static class YamlJson
{
    public static void Write(JsonOutput output, YamlNode node)
    {
        switch (node.Kind)
        {
            case JsonKind.String:
                output.Text(node.Text);
                break;
            case JsonKind.Array:
                WriteList(output, node);
                break;
            case JsonKind.Object:
                WriteMap(output, node);
                break;
            default:
                output.Raw(System.Text.Encoding.ASCII.GetBytes(node.Text));
                break;
        }
    }

    private static void WriteList(JsonOutput output, YamlNode list)
    {
        var separator = "["u8;
        foreach (var item in list.Items)
        {
            output.Raw(separator);
            Write(output, item);
            separator = ","u8;
        }

        output.Raw(list.Items.Count == 0 ? "[]"u8 : "]"u8);
    }

    private static void WriteMap(JsonOutput output, YamlNode map)
    {
        var separator = "{"u8;
        foreach (var (key, value) in map.Members)
        {
            output.Raw(separator);
            output.Text(key.Text);
            output.Raw(":"u8);
            Write(output, value);
            separator = ","u8;
        }

        output.Raw(map.Members.Count == 0 ? "{}"u8 : "}"u8);
    }
}
