namespace SampleService.Server;

/// <summary>Keeps text from callers from looking like several lines of ours.</summary>
internal static class LogText
{
    /// <summary>The text with blanks in place of control characters and line separators; the same instance when it has none.</summary>
    public static string ToSingleLine(string text)
    {
        foreach (var character in text)
            if (IsControl(character))
                return ReplaceControls(text);
        return text;
    }

    private static string ReplaceControls(string text) => string.Create(text.Length, text, static (line, text) =>
    {
        for (var i = 0; i < line.Length; i++)
            line[i] = IsControl(text[i]) ? ' ' : text[i];
    });

    private static bool IsControl(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';
}
