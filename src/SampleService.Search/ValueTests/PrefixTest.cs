using SampleService.Domain;

namespace SampleService.Search;

/// <summary>The text begins so; letter case does not count.</summary>
/// <param name="Prefix">The beginning, folded.</param>
public sealed record PrefixTest(string Prefix) : ValueTest
{
    internal override bool Holds(string text) => FoldedText.Of(text).StartsWith(Prefix, StringComparison.Ordinal);

    internal override bool Holds(in StoredText text) => text.IsPlain
        ? text.Content.Length >= Prefix.Length && System.Text.Ascii.EqualsIgnoreCase(text.Content[..Prefix.Length], Prefix)
        : Holds(text.Text);
}

/// <summary>The text is within bounds, by the code points of folded forms.</summary>
/// <param name="Lower">The lower bound, folded; null for none.</param>
/// <param name="Upper">The upper bound, folded; null for none.</param>
public sealed record TextRangeTest(Bound<string>? Lower, Bound<string>? Upper) : ValueTest
{
    internal override bool Holds(string text)
    {
        var folded = FoldedText.Of(text);
        return (Lower is not { } lower || lower.Admits(ContractText.CompareByCodePoint(folded, lower.Value)))
            && (Upper is not { } upper || upper.Admits(ContractText.CompareByCodePoint(upper.Value, folded)));
    }
}

/// <summary>One end of a range.</summary>
/// <param name="Value">The bound.</param>
/// <param name="IsIncluded">Whether the bound itself is in the range.</param>
public readonly record struct Bound<T>(T Value, bool IsIncluded)
{
    /// <summary>Whether a value is on the right side.</summary>
    /// <param name="comparison">Negative on the wrong side, 0 on the bound.</param>
    public bool Admits(int comparison) => IsIncluded ? comparison >= 0 : comparison > 0;
}
