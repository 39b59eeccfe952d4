using System.Text;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>Reads JSON strings without allocating, if they are short and have no escapes.</summary>
internal static class ShortText
{
    /// <summary>In UTF-8 bytes; longer texts are allocated.</summary>
    public const int MaxLength = 128;

    /// <summary>The text, in the buffer or in a new string.</summary>
    /// <param name="value">A JSON string.</param>
    /// <param name="buffer">At least <see cref="MaxLength"/> characters.</param>
    public static ReadOnlySpan<char> Read(JsonValue value, Span<char> buffer)
    {
        // A text has at most as many UTF-16 units as bytes in UTF-8.
        var utf8 = value.RawContent;
        return value.HasEscapes || utf8.Length > MaxLength
            ? value.GetString()
            : buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
    }
}
