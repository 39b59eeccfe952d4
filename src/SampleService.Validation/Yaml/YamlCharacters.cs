using System.Globalization;

namespace SampleService.Validation;

/// <summary>
/// The characters a YAML text may have. The parser takes U+0000 for the end of the text, so what follows it would go
/// unseen; others are refused as YAML asks.
/// </summary>
internal static class YamlCharacters
{
    /// <exception cref="UnreadableConfigurationException">There is one that may not stand there.</exception>
    public static void Check(string text)
    {
        var line = 1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
                line++;
            else if (!IsAllowed(c))
                throw new UnreadableConfigurationException(
                    string.Create(CultureInfo.InvariantCulture, $"line {line}: the character U+{(int)c:X4} may not stand there"));
        }
    }

    private static bool IsAllowed(char c) =>
        c is '\t' or '\r' or '\u0085' or >= ' ' and <= '~' or >= '\u00a0' and <= '\ufffd';
}
