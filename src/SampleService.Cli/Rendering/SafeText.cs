using System.Globalization;
using System.Text;

namespace SampleService.Cli;

/// <summary>Text of a server, made fit for a terminal: what would steer it is written out.</summary>
internal static class SafeText
{
    private const char Joiner = '\u200d', NonJoiner = '\u200c';

    /// <summary>Text on one line.</summary>
    public static string Escape(string text) => text.Any(IsHarmful) ? Write(text, IsHarmful) : text;

    /// <summary>Text of many lines.</summary>
    public static string EscapeLines(string text) => Write(text, c => IsHarmful(c) && c is not ('\n' or '\t'));

    /// <summary>
    /// JSON with the same meaning: a control character may stand in its strings, where it is written as an escape, and between
    /// its parts, where only line feeds are left.
    /// </summary>
    public static string EscapeJson(string json)
    {
        var safe = new StringBuilder(json.Length);
        var isText = false;
        for (var i = 0; i < json.Length; i++)
        {
            var c = json[i];
            if (c == '"')
                isText = !isText;
            if (!IsHarmful(c) || (!isText && c is '\n'))
                safe.Append(c);
            else if (isText)
                AppendEscape(safe, c);
            // What follows a backslash is part of an escape, and never ends the text.
            if (isText && c == '\\' && i + 1 < json.Length)
                safe.Append(json[++i]);
        }

        return safe.ToString();
    }

    private static string Write(string text, Func<char, bool> isEscaped)
    {
        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            if (isEscaped(c))
                AppendEscape(safe, c);
            else
                safe.Append(c);
        return safe.ToString();
    }

    private static void AppendEscape(StringBuilder safe, char c) => _ = c switch
    {
        '\n' => safe.Append("\\n"),
        '\r' => safe.Append("\\r"),
        '\t' => safe.Append("\\t"),
        _ => safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
    };

    /// <summary>Control characters, those that change the direction of what follows, and ends of lines.</summary>
    private static bool IsHarmful(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => c is not (Joiner or NonJoiner),
        _ => false,
    };
}
