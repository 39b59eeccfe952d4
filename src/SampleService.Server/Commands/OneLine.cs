namespace SampleService.Server;

/// <summary>Keeps what callers wrote from looking like several lines of ours.</summary>
internal static class OneLine
{
    /// <summary>The text with blanks in place of control characters.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (line, text) =>
    {
        for (var i = 0; i < line.Length; i++)
            line[i] = char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029' ? ' ' : text[i];
    });
}
