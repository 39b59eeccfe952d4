using System.Text;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>
/// The form in which texts are compared when letter case does not count: NFKC, then each code point by its simple invariant mapping.
/// It is the one definition for prefixes, ranges, words and postings.
/// </summary>
public static class FoldedText
{
    /// <summary>Code points of a text that are indexed.</summary>
    public const int IndexedLength = 64;

    /// <summary>The whole text in this form.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var normalized = Nfkc.Normalize(text);
        var output = new StringBuilder(normalized.Length);
        for (var i = 0; i < normalized.Length;)
            CodePoints.Append(output, ToLower(CodePoints.At(normalized, ref i)));
        return output.ToString();
    }

    /// <summary>The beginning of the text in this form, as postings have it.</summary>
    public static string Indexed(string text) => ContractText.First(Of(text), IndexedLength);

    private static int ToLower(int point) => Rune.IsValid(point) ? Rune.ToLowerInvariant(new Rune(point)).Value : point;
}
