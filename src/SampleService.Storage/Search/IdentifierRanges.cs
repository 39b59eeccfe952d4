using System.Collections.Immutable;

namespace SampleService.Storage;

/// <summary>
/// Where in the index of kept identifiers those are that a source asks for. A prefix counts without letter case, and is folded: where the kept form
/// of a namespace does not say which case a letter has, its first few letters are looked for in either.
/// </summary>
internal static class IdentifierRanges
{
    private const int MaxLetters = 3;

    private const int MaxLength = 16;

    /// <summary>The ranges, both bounds included.</summary>
    public static IReadOnlyList<(string Low, string High)> Of(IdentifierSource source) =>
        source.Values is { } values ? [.. values.Select(StorableText.Of).Distinct().Select(static value => (value, value))]
        : source.Prefix is { } prefix ? OfPrefix(source.Namespace, prefix)
        : [Beginning("")];

    private static List<(string Low, string High)> OfPrefix(string @namespace, string prefix)
    {
        var folded = StorableText.OfPrefix(prefix);
        if (@namespace is "igsn" or "biosample")
            return [Beginning(folded.ToUpperInvariant())];
        if (@namespace is "doi")
            return [Beginning(folded)];

        // Characters that are not ASCII may be folded to others that are.
        var ranges = new List<(string, string)> { ("\u0080", StorableText.EndOf("")) };
        ImmutableArray<string> variants = [""];
        var letters = 0;
        foreach (var character in folded.TakeWhile(char.IsAscii).Take(MaxLength).TakeWhile(c => !char.IsAsciiLetter(c) || letters++ < MaxLetters))
        {
            variants = char.IsAsciiLetter(character)
                ? [.. variants.SelectMany(start => new[] { start + char.ToLowerInvariant(character), start + char.ToUpperInvariant(character) })]
                : [.. variants.Select(start => start + character)];
            ranges.AddRange(variants.Select(start => (start + '\u0080', StorableText.EndOf(start))));
        }

        ranges.AddRange(variants.Select(Beginning));
        return ranges;
    }

    // Kept forms may be longer than what postings have.
    private static (string Low, string High) Beginning(string prefix) => (prefix, StorableText.EndOf(StorableText.EndOf(StorableText.EndOf(StorableText.EndOf(prefix)))));
}
