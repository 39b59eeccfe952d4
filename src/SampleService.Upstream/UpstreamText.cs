using System.Globalization;
using System.Text;
using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Sanitizes texts of other services before they go into our messages (docs/api/README.md).</summary>
internal static class UpstreamText
{
    /// <summary>In code points.</summary>
    public const int MaxLength = 4096;

    private const int MinTokenLength = 6;
    private const string RemovedToken = "[token]";

    /// <summary>
    /// The first <see cref="MaxLength"/> code points of the text, with unprintable ones other than line feed replaced by U+FFFD.
    /// </summary>
    public static string Clean(string text)
    {
        text = ContractText.First(text, MaxLength);
        if (!HasUnprintable(text))
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var width = Width(text, i);
            if (IsUnprintable(text, i, width))
                result.Append('\ufffd');
            else
                result.Append(text, i, width);
            i += width - 1;
        }

        return result.ToString();
    }

    /// <summary>
    /// The text without tokens that the service was sent or could know, which it may repeat in its errors; to be called before
    /// <see cref="Clean"/>, which could cut a token in two.
    /// </summary>
    /// <param name="text">A text of another service.</param>
    /// <param name="tokens">The tokens; one of a few characters is no secret, and may be part of a word.</param>
    public static string WithoutTokens(string text, params IEnumerable<string> tokens)
    {
        // The longest first: one may begin with another.
        foreach (var token in tokens.Where(token => token.Length >= MinTokenLength).OrderByDescending(token => token.Length))
            text = text
                .Replace(token, RemovedToken, StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(token), RemovedToken, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    /// <summary>A cleaned text as one line, for messages to operators.</summary>
    public static string OneLine(string text) => Clean(text).Replace('\n', ' ');

    /// <summary>An address for the log, without user, password and query.</summary>
    public static string Address(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static bool HasUnprintable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var width = Width(text, i);
            if (IsUnprintable(text, i, width))
                return true;
            i += width - 1;
        }

        return false;
    }

    private static int Width(string text, int index) =>
        index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;

    private static bool IsUnprintable(string text, int index, int width)
    {
        var c = text[index];
        if (c is >= ' ' and <= '~' or '\n')
            return false;
        var category = width == 2
            ? CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(c, text[index + 1]))
            : CharUnicodeInfo.GetUnicodeCategory(c);
        return category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
    }
}
