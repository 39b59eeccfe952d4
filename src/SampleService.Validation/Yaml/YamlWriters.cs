using System.Text;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// Writes values as Python prints them (docs/api/README.md), for startup errors as operators know them.
/// </summary>
internal static class YamlText
{
    /// <summary>In characters; longer texts do not help in a message.</summary>
    private const int MaxLength = 4096;

    /// <summary>A value with strings in quotes; truncated when it is very long.</summary>
    public static string Of(YamlNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.Length <= MaxLength ? text.ToString() : ContractText.First(text.ToString(), MaxLength) + "...";
    }

    private static void Append(StringBuilder text, YamlNode node)
    {
        switch (node.Kind)
        {
            case JsonKind.Null:
                text.Append("None");
                break;
            case JsonKind.True:
                text.Append("True");
                break;
            case JsonKind.False:
                text.Append("False");
                break;
            case JsonKind.String:
                text.Append(PythonText.Quote(node.Text));
                break;
            case JsonKind.Array:
                AppendList(text, node);
                break;
            case JsonKind.Object:
                AppendMap(text, node);
                break;
            default:
                text.Append(node.Text);
                break;
        }
    }

    private static void AppendList(StringBuilder text, YamlNode list)
    {
        text.Append('[');
        var separator = string.Empty;
        foreach (var item in list.Items)
        {
            if (text.Length > MaxLength)
                break;
            text.Append(separator);
            Append(text, item);
            separator = ", ";
        }

        text.Append(']');
    }

    private static void AppendMap(StringBuilder text, YamlNode map)
    {
        text.Append('{');
        var separator = string.Empty;
        foreach (var (key, value) in map.Members)
        {
            if (text.Length > MaxLength)
                break;
            text.Append(separator);
            Append(text, key);
            text.Append(": ");
            Append(text, value);
            separator = ", ";
        }

        text.Append('}');
    }
}

/// <summary>Writes YAML values as JSON in ASCII. Keys other than strings become their JSON literals.</summary>
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
