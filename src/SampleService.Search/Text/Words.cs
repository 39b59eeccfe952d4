using System.Globalization;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>The words of a text: the longest runs of letters, digits and marks (Unicode L, N, M), folded, each cut to 64 code points.</summary>
public static class Words
{
    /// <summary>Code points of a word; the rest of a longer run does not count.</summary>
    public const int MaxLength = 64;

    /// <summary>The words in the order in which they stand, repeated ones as often as they do.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var normalized = Nfkc.Normalize(text);
        foreach (var (start, end) in Runs(normalized))
            yield return Fold(normalized, start, end);
    }

    /// <summary>A run of a normalized text as a word. Folding does not change its length.</summary>
    internal static string Fold(string normalized, int start, int end) => ContractText.First(FoldedText.Of(normalized[start..end]), MaxLength);

    /// <summary>Where the runs of a normalized text are.</summary>
    internal static IEnumerable<(int Start, int End)> Runs(string normalized)
    {
        var start = -1;
        for (var i = 0; i < normalized.Length;)
        {
            var at = i;
            if (IsOfWord(CodePoints.At(normalized, ref i)))
                start = start < 0 ? at : start;
            else if (start >= 0)
            {
                yield return (start, at);
                start = -1;
            }
        }

        if (start >= 0)
            yield return (start, normalized.Length);
    }

    private static bool IsOfWord(int point) => point < 0x80 ? char.IsAsciiLetterOrDigit((char)point)
        : CharUnicodeInfo.GetUnicodeCategory(point) is <= UnicodeCategory.OtherNumber;
}
