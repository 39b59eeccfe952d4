using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>A stand-alone account.</summary>
/// <param name="Name">The user.</param>
/// <param name="DisplayName">At most 256 code points.</param>
/// <param name="Roles">Sorted by name.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Disabled">Since when it is disabled; null when it is enabled.</param>
public sealed record AccountInfo(
    UserName Name, string DisplayName, IReadOnlyList<string> Roles, Timestamp Created, Timestamp? Disabled);

/// <summary>A token without its secret.</summary>
/// <param name="Id">The id.</param>
/// <param name="Account">The account it belongs to.</param>
/// <param name="Description">May be empty.</param>
/// <param name="Created">When it was issued.</param>
/// <param name="Expires">The token is invalid from this millisecond on; null when it does not expire.</param>
/// <param name="Revoked">Null when it is not revoked.</param>
public sealed record TokenInfo(
    TokenId Id, UserName Account, string Description, Timestamp Created, Timestamp? Expires, Timestamp? Revoked);

/// <summary>Identifies a token of a stand-alone account; not secret.</summary>
/// <param name="Value">1 or more.</param>
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

/// <summary>A token just issued, the only time that its secret can be seen.</summary>
public sealed class IssuedToken
{
    internal IssuedToken(TokenInfo info, string token)
    {
        Info = info;
        Token = token;
    }

    public TokenInfo Info { get; }

    /// <summary>The secret. Only its hash is stored.</summary>
    public string Token { get; }

    /// <summary>Omits the secret, since this may end up in a log.</summary>
    public override string ToString() => $"token {Info.Id} of {Info.Account}";
}
