using System.Text;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>The characters of JSON strings, without a string for those that are short and have no escapes.</summary>
internal static class ShortText
{
    /// <summary>Longest text that is read into a buffer.</summary>
    public const int MaximumLength = 128;

    /// <summary>The text, in the buffer or in a string of its own.</summary>
    /// <param name="value">A string.</param>
    /// <param name="buffer">At least <see cref="MaximumLength"/> characters.</param>
    public static ReadOnlySpan<char> Read(JsonValue value, Span<char> buffer)
    {
        // A text has at most as many UTF-16 units as bytes in UTF-8.
        var utf8 = value.RawContent;
        return value.HasEscapes || utf8.Length > MaximumLength
            ? value.GetString()
            : buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
    }
}
