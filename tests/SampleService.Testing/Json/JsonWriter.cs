using System.Globalization;
using System.Text;

namespace SampleService.Testing.Json;

/// <summary>Writes the model of <see cref="JsonMap"/> as text.</summary>
/// <param name="output">Takes the text.</param>
/// <param name="ascii">Whether everything outside ASCII becomes an escape.</param>
/// <param name="sortKeys">Whether members are sorted by name.</param>
/// <param name="allowRaw">Whether an object whose only member is <c>$raw</c> stands for that member's text.</param>
internal sealed class JsonWriter(StringBuilder output, bool ascii, bool sortKeys, bool allowRaw)
{
    public void Write(object? value)
    {
        switch (value)
        {
            case null:
                output.Append("null");
                break;
            case bool flag:
                output.Append(flag ? "true" : "false");
                break;
            case string text:
                WriteString(text);
                break;
            case JsonMap { Count: 1 } map when allowRaw && map.Text("$raw") is { } raw:
                output.Append(raw);
                break;
            case JsonMap map:
                WriteMap(map);
                break;
            case JsonList list:
                WriteList(list);
                break;
            default:
                output.Append(JsonNumber.Spell(value));
                break;
        }
    }

    private void WriteMap(JsonMap map)
    {
        output.Append('{');
        var first = true;
        foreach (var (name, member) in sortKeys ? map.OrderBy(m => m.Key, StringComparer.Ordinal) : map.AsEnumerable())
        {
            if (!first)
                output.Append(", ");
            first = false;
            WriteString(name);
            output.Append(": ");
            Write(member);
        }

        output.Append('}');
    }

    private void WriteList(JsonList list)
    {
        output.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
                output.Append(", ");
            Write(list[i]);
        }

        output.Append(']');
    }

    private void WriteString(string text)
    {
        output.Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"': output.Append("\\\""); break;
                case '\\': output.Append("\\\\"); break;
                case '\b': output.Append("\\b"); break;
                case '\f': output.Append("\\f"); break;
                case '\n': output.Append("\\n"); break;
                case '\r': output.Append("\\r"); break;
                case '\t': output.Append("\\t"); break;
                case < ' ':
                case > '~' when ascii:
                    output.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    output.Append(c);
                    break;
            }
        }

        output.Append('"');
    }
}
