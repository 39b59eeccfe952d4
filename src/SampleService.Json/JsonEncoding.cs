using System.Text;

namespace SampleService.Json;

/// <summary>
/// Brings a text to UTF-8. UTF-16 and UTF-32 are told by their byte order marks or by where the zero bytes are, since
/// JSON begins with two ASCII characters (or is one character long).
/// </summary>
internal static class JsonEncoding
{
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]))
            return bytes[3..];
        if (Detect(span) is not { } encoding)
            return bytes;
        try
        {
            var text = encoding.GetString(span);
            return Encoding.UTF8.GetBytes(text.StartsWith('\ufeff') ? text[1..] : text);
        }
        catch (DecoderFallbackException)
        {
            throw new JsonTextException("The body is not valid Unicode");
        }
    }

    private static Encoding? Detect(ReadOnlySpan<byte> s) => s switch
    {
        [0x00, 0x00, 0xfe, 0xff, ..] or [0x00, 0x00, 0x00, not 0x00, ..] => Utf32(bigEndian: true),
        [0xff, 0xfe, 0x00, 0x00, ..] or [not 0x00, 0x00, 0x00, 0x00, ..] => Utf32(bigEndian: false),
        [0xfe, 0xff, ..] or [0x00, not 0x00, ..] => Utf16(bigEndian: true),
        [0xff, 0xfe, ..] or [not 0x00, 0x00, ..] => Utf16(bigEndian: false),
        _ => null,
    };

    private static UTF32Encoding Utf32(bool bigEndian) => new(bigEndian, byteOrderMark: false, throwOnInvalidCharacters: true);

    private static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);
}
