using System.Globalization;

namespace SampleService.Units;

/// <summary>A definition as it is written.</summary>
/// <param name="Names">The long name first.</param>
/// <param name="Expression">What they stand for.</param>
/// <param name="Number">Of its line, from 1.</param>
internal sealed record DefinitionLine(string[] Names, string Expression, int Number)
{
    private static readonly char[] AroundNames = ['(', ',', ')', ' '];

    public string Name => Names[0];

    /// <exception cref="FormatException">It has not the form of a definition.</exception>
    public static DefinitionLine Read(string text, int number)
    {
        var line = new DefinitionLine([], text, number);
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        var names = colon < 0 ? [] : text[..colon].Split(AroundNames, StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0
            ? line with { Names = names, Expression = text.AsSpan(colon + 2).Trim().ToString() }
            : throw line.Wrong("it has to be names, a colon, a blank, and what they stand for");
    }

    public double ReadNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong($"'{text}' is not a number");

    public FormatException Wrong(string why) => new($"line {Number}: {why}");
}
