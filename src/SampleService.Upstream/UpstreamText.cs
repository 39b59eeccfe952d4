using System.Globalization;
using System.Text;
using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Makes texts of other services fit for messages of ours (contract section 1.6).</summary>
internal static class UpstreamText
{
    /// <summary>Most code points kept of such a text.</summary>
    public const int MaximumLength = 4096;

    /// <summary>
    /// The first 4096 code points of the text, with control characters other than line feed written as U+FFFD.
    /// </summary>
    public static string Clean(string text)
    {
        text = ContractText.First(text, MaximumLength);
        if (!HasUnfit(text))
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var width = Width(text, i);
            if (IsUnfit(text, i, width))
                result.Append('\ufffd');
            else
                result.Append(text, i, width);
            i += width - 1;
        }

        return result.ToString();
    }

    /// <summary>The same as one line, for the operator.</summary>
    public static string OneLine(string text) => Clean(text).Replace('\n', ' ');

    /// <summary>An address for the log: a password may stand in it, and what is asked.</summary>
    public static string Address(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static bool HasUnfit(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var width = Width(text, i);
            if (IsUnfit(text, i, width))
                return true;
            i += width - 1;
        }

        return false;
    }

    private static int Width(string text, int index) =>
        index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;

    private static bool IsUnfit(string text, int index, int width)
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
