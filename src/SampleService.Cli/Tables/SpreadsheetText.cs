using System.Text.RegularExpressions;

namespace SampleService.Cli;

/// <summary>
/// Texts in tables without types. Spreadsheet programs run a text that begins with an equals sign as a formula, and the text may be somebody else's:
/// an apostrophe before it keeps it a text. What is read loses the apostrophe again. Numbers need none.
/// </summary>
internal static partial class SpreadsheetText
{
    public static string Write(string text) => Formula().IsMatch(text) && !IsNumber(text) ? $"'{text}" : text;

    public static string Read(string cell) => cell is ['\'', ..] && Formula().IsMatch(cell) ? cell[1..] : cell;

    /// <summary>Whether a text is a number as JSON has them.</summary>
    public static bool IsNumber(string text) => JsonNumber().IsMatch(text);

    /// <summary>What begins a formula, full width too, after apostrophes that were there before.</summary>
    [GeneratedRegex(@"\A'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumber();
}
