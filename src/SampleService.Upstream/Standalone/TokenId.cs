using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SampleService.Upstream.Standalone;

/// <summary>Identifies a token of a stand-alone account without being the token: a number from 1 on.</summary>
/// <param name="Value">The number.</param>
public readonly record struct TokenId(long Value) : ISpanParsable<TokenId>
{
    /// <summary>Reads decimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out TokenId result)
    {
        var parsed = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1;
        result = parsed ? new TokenId(value) : default;
        return parsed;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out TokenId)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out TokenId result) =>
        TryParse(text.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out TokenId)"/>
    public static TokenId Parse(ReadOnlySpan<char> text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var id) ? id : throw new FormatException("not the id of a token");

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out TokenId)"/>
    public static TokenId Parse(string text, IFormatProvider? provider = null) => Parse(text.AsSpan(), provider);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
