using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace SampleService.Upstream;

/// <summary>What the text of a token tells, without a look-up.</summary>
public static class TokenForm
{
    /// <summary>Prefix of the tokens of stand-alone accounts.</summary>
    public const string StandalonePrefix = "sst_";

    /// <summary>In characters.</summary>
    public const int MaxLength = 8192;

    private static readonly SearchValues<char> Printable =
        SearchValues.Create(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).ToArray());

    /// <summary>Whether the token can be sent in an HTTP header: printable ASCII, 1 to 8192 characters, no space at either end.</summary>
    public static bool IsSendable(ReadOnlySpan<char> token) =>
        token.Length is >= 1 and <= MaxLength
        && token[0] != ' ' && token[^1] != ' ' && !token.ContainsAnyExcept(Printable);

    public static TokenKind KindOf(ReadOnlySpan<char> token)
    {
        if (token.StartsWith(StandalonePrefix, StringComparison.Ordinal))
            return TokenKind.Standalone;
        return IsJsonWebToken(token) ? TokenKind.JsonWebToken : TokenKind.KBase;
    }

    private static bool IsJsonWebToken(ReadOnlySpan<char> token)
    {
        Span<Range> parts = stackalloc Range[4];
        if (!token.Contains('.') || token.Length > MaxLength || token.Split(parts, '.') != 3)
            return false;
        // The last is empty in tokens that nobody signed. They are refused, but must not be taken for tokens of another kind.
        foreach (var part in parts[..3])
            if (!Base64Url.IsValid(token[part]))
                return false;
        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(token[parts[0]]));
            return header.RootElement.ValueKind == JsonValueKind.Object && HasAlgorithm(header.RootElement);
        }
        catch (JsonException)
        {
            // Not JSON, so not a JSON Web Token.
            return false;
        }
    }

    /// <summary>
    /// Each name is looked at by itself: one that is not valid Unicode makes the look-up in the whole object throw, and must not have a
    /// token with <c>alg</c> taken for one of another kind.
    /// </summary>
    private static bool HasAlgorithm(JsonElement header)
    {
        foreach (var member in header.EnumerateObject())
            if (IsAlgorithm(member))
                return true;
        return false;
    }

    private static bool IsAlgorithm(JsonProperty member)
    {
        try
        {
            return member.NameEquals("alg"u8);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is in the name.
            return false;
        }
    }
}

/// <summary>The issuer of a token, judged by its form. A token is only ever sent to the issuer of its kind.</summary>
public enum TokenKind
{
    /// <summary>Anything else; only the KBase auth service can tell whether it is one of its tokens.</summary>
    KBase,

    /// <summary>A token of a stand-alone account.</summary>
    Standalone,

    /// <summary>A JSON Web Token of an OpenID Connect issuer.</summary>
    JsonWebToken,
}
