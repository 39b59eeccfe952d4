using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SampleService.Testing.Json;

/// <summary>
/// Reads and writes JSON text. The framework's reader is not used because the cases hold what it refuses: strings with
/// lone surrogates.
/// </summary>
public static class JsonText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads one value; a <see cref="FormatException"/> says where the text is no JSON.</summary>
    public static object? Parse(string text) => new JsonReader(text).ReadDocument();

    /// <summary>Reads one value that has to be an object.</summary>
    public static JsonMap ParseMap(string text) =>
        Parse(text) as JsonMap ?? throw new FormatException("a JSON object was expected");

    /// <summary>Reads UTF-8; false when the bytes are no UTF-8 or no JSON.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out object? value)
    {
        try
        {
            value = Parse(StrictUtf8.GetString(utf8));
            return true;
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            value = null;
            return false;
        }
    }

    /// <summary>Writes a value with blanks after commas and colons, by default in ASCII.</summary>
    public static string Write(object? value, bool ascii = true, bool sortKeys = false, bool allowRaw = false)
    {
        var output = new StringBuilder();
        new JsonWriter(output, ascii, sortKeys, allowRaw).Write(value);
        return output.ToString();
    }

    /// <summary>UTF-8 in which a lone surrogate becomes its three bytes, so that a request can carry what is no text.</summary>
    public static byte[] ToUtf8(string text)
    {
        using var bytes = new MemoryStream(text.Length);
        Span<byte> buffer = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])))
            {
                bytes.Write([(byte)(0xE0 | (text[i] >> 12)), (byte)(0x80 | ((text[i] >> 6) & 0x3F)), (byte)(0x80 | (text[i] & 0x3F))]);
                continue;
            }

            var rune = char.IsSurrogate(text[i]) ? new Rune(text[i], text[++i]) : new Rune(text[i]);
            bytes.Write(buffer[..rune.EncodeToUtf8(buffer)]);
        }

        return bytes.ToArray();
    }

    /// <summary>A copy that shares no list or object with the original.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static object? Copy(object? value)
    {
        switch (value)
        {
            case JsonList list:
                return new JsonList(list.Select(Copy));
            case JsonMap map:
                var copy = new JsonMap();
                foreach (var (name, member) in map)
                    copy[name] = Copy(member);
                return copy;
            default:
                return value;
        }
    }
}
