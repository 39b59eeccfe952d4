using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SampleService.Domain.Tests;

/// <summary>
/// The JSON text that size limits measure: what <c>json.dumps(value, ensure_ascii=False)</c> prints after
/// <c>json.loads</c> in Python.
/// </summary>
internal static class PythonJson
{
    /// <summary>Numbers with a point or an exponent as Python prints them; no others are used with this.</summary>
    private static readonly Dictionary<string, string> Floats = new()
    {
        ["1.0"] = "1.0",
        ["1.50000000000000000000000000000000000000000"] = "1.5",
        ["1e3"] = "1000.0",
        ["1E16"] = "1e+16",
        ["9e15"] = "9000000000000000.0",
        ["123456789012345680.0"] = "1.2345678901234568e+17",
        ["1e-7"] = "1e-07",
        ["-0.0"] = "-0.0",
        ["2.98023223876953125e-8"] = "2.9802322387695312e-08",
    };

    public static int Size(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Size(document.RootElement);
    }

    public static int Size(JsonElement value) => Encoding.UTF8.GetByteCount(Dumps(value));

    private static string Dumps(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(", ", Members(value).Select(m => $"{Quote(m.Key)}: {Dumps(m.Value)}"))}}}",
        JsonValueKind.String => Quote(value.GetString()!),
        JsonValueKind.Number => Number(value.GetRawText()),
        _ => value.GetRawText(),
    };

    private static Dictionary<string, JsonElement> Members(JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>();
        foreach (var member in value.EnumerateObject())
            members[member.Name] = member.Value;
        return members;
    }

    private static string Number(string literal) =>
        literal.AsSpan().ContainsAny('.', 'e', 'E') ? Floats[literal]
        : System.Numerics.BigInteger.Parse(literal, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        return quoted.Append('"').ToString();
    }
}
