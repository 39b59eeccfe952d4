using System.Globalization;
using System.Text;

namespace SampleService.JsonRpc;

/// <summary>A text of a caller, safe to be shown in messages and in the log: one word of printable ASCII, shortened.</summary>
internal static class PlainWord
{
    /// <summary>UTF-16 units; more are cut off.</summary>
    private const int MaxLength = 64;

    /// <summary>The text, with <c>\uXXXX</c> in the place of other characters, blanks, quotes and backslashes.</summary>
    public static string Of(string text)
    {
        var output = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
            if (c is > ' ' and <= '~' and not ('"' or '\\'))
                output.Append(c);
            else
                output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        return text.Length > MaxLength ? output.Append("...").ToString() : output.ToString();
    }
}
