using System.Buffers;
using System.Globalization;
using System.Text;

namespace SampleService.Json;

/// <summary>Strings between JSON text and .NET, lone surrogates kept in both directions.</summary>
public static class JsonStrings
{
    /// <summary>Bytes of a character that is escaped, at most.</summary>
    public const int MaxEscapedLength = 6;

    /// <summary>Longer texts are written in runs of this many characters, so that buffers stay small.</summary>
    private const int MaxRun = 16 * 1024;

    /// <summary>Larger arrays are left to the garbage collector: the pool would keep a huge one for ever.</summary>
    private const int MaxPooled = 512 * 1024;

    private const string Hexadecimal = "0123456789abcdef";

    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create(
        Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c is not ('"' or '\\')).ToArray());

    /// <summary>Writes a string with its quotes; all but printable ASCII is escaped.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        WriteByte(output, (byte)'"');
        WriteContent(output, text);
        WriteByte(output, (byte)'"');
    }

    /// <summary>
    /// Writes JSON text as it is, with every character beyond ASCII escaped. Such characters can only stand in strings.
    /// </summary>
    public static void WriteEscaped(IBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        Span<char> units = stackalloc char[2];
        while (!json.IsEmpty)
        {
            var ascii = Ascii.IsValid(json) ? json.Length : json.IndexOfAnyInRange((byte)0x80, (byte)0xff);
            output.Write(json[..ascii]);
            json = json[ascii..];
            while (!json.IsEmpty && json[0] >= 0x80)
            {
                Rune.DecodeFromUtf8(json, out var rune, out var consumed);
                foreach (var unit in units[..rune.EncodeToUtf16(units)])
                    WriteUnit(output, unit);
                json = json[consumed..];
            }
        }
    }

    /// <summary>The string that the bytes between two quotes encode.</summary>
    /// <param name="content">Of a valid JSON text.</param>
    /// <param name="escaped">Whether it has escapes.</param>
    public static string Decode(ReadOnlySpan<byte> content, bool escaped)
    {
        if (!escaped)
            return Encoding.UTF8.GetString(content);
        var isPooled = content.Length <= MaxPooled;
        var rented = isPooled ? ArrayPool<char>.Shared.Rent(content.Length) : new char[content.Length];
        var length = 0;
        while (!content.IsEmpty)
        {
            var plain = content.IndexOf((byte)'\\');
            if (plain < 0)
                plain = content.Length;
            length += Encoding.UTF8.GetChars(content[..plain], rented.AsSpan(length));
            content = content[plain..];
            if (content.IsEmpty)
                break;
            (rented[length++], var consumed) = Unescape(content);
            content = content[consumed..];
        }

        var text = new string(rented, 0, length);
        if (isPooled)
            ArrayPool<char>.Shared.Return(rented);
        return text;
    }

    /// <summary>The content of a string without its quotes, escaped.</summary>
    internal static void WriteContent(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text[..Math.Min(text.Length, MaxRun)].IndexOfAnyExcept(PlainCharacters);
            if (plain < 0)
                plain = Math.Min(text.Length, MaxRun);
            var span = output.GetSpan(plain == 0 ? 1 : plain);
            Ascii.FromUtf16(text[..plain], span, out var written);
            output.Advance(written);
            text = text[plain..];
            if (text.IsEmpty)
                break;
            if (plain == MaxRun)
                continue;
            WriteEscape(output, text[0]);
            text = text[1..];
        }
    }

    private static (char Unit, int Consumed) Unescape(ReadOnlySpan<byte> escape) => escape[1] switch
    {
        (byte)'b' => ('\b', 2),
        (byte)'f' => ('\f', 2),
        (byte)'n' => ('\n', 2),
        (byte)'r' => ('\r', 2),
        (byte)'t' => ('\t', 2),
        (byte)'u' => ((char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), 6),
        var itself => ((char)itself, 2),
    };

    private static void WriteEscape(IBufferWriter<byte> output, char unit)
    {
        var letter = unit switch
        {
            '"' => '"',
            '\\' => '\\',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\b' => 'b',
            '\f' => 'f',
            _ => '\0',
        };
        if (letter == '\0')
        {
            WriteUnit(output, unit);
            return;
        }

        var span = output.GetSpan(2);
        span[0] = (byte)'\\';
        span[1] = (byte)letter;
        output.Advance(2);
    }

    private static void WriteUnit(IBufferWriter<byte> output, char unit)
    {
        var span = output.GetSpan(6);
        span[0] = (byte)'\\';
        span[1] = (byte)'u';
        for (var i = 0; i < 4; i++)
            span[2 + i] = (byte)Hexadecimal[(unit >> (12 - (4 * i))) & 15];
        output.Advance(6);
    }

    private static void WriteByte(IBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
