namespace SampleService.Server;

/// <summary>Keeps what callers wrote from looking like several lines of ours.</summary>
internal static class OneLine
{
    /// <summary>The text with blanks in place of control characters; the same one when it has none.</summary>
    public static string Of(string text)
    {
        foreach (var character in text)
            if (IsControl(character))
                return Blank(text);
        return text;
    }

    private static string Blank(string text) => string.Create(text.Length, text, static (line, text) =>
    {
        for (var i = 0; i < line.Length; i++)
            line[i] = IsControl(text[i]) ? ' ' : text[i];
    });

    private static bool IsControl(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';
}
