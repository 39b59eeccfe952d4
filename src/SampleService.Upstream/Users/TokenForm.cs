using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace SampleService.Upstream;

/// <summary>Tells what can be told of a token without asking anybody.</summary>
public static class TokenForm
{
    /// <summary>What tokens of stand-alone accounts begin with.</summary>
    public const string StandalonePrefix = "sst_";

    /// <summary>Longest token that is looked at, in characters.</summary>
    public const int MaximumLength = 8192;

    private static readonly SearchValues<char> Printable =
        SearchValues.Create(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).ToArray());

    /// <summary>Whether the token can be sent in an HTTP header: printable ASCII, 1 to 8192 characters, no blank at the ends.</summary>
    public static bool IsSendable(ReadOnlySpan<char> token) =>
        token.Length is >= 1 and <= MaximumLength
        && token[0] != ' ' && token[^1] != ' ' && !token.ContainsAnyExcept(Printable);

    /// <summary>The kind of a token.</summary>
    public static TokenKind KindOf(ReadOnlySpan<char> token)
    {
        if (token.StartsWith(StandalonePrefix, StringComparison.Ordinal))
            return TokenKind.Standalone;
        return IsJsonWebToken(token) ? TokenKind.JsonWebToken : TokenKind.KBase;
    }

    private static bool IsJsonWebToken(ReadOnlySpan<char> token)
    {
        Span<Range> parts = stackalloc Range[4];
        if (!token.Contains('.') || token.Length > MaximumLength || token.Split(parts, '.') != 3)
            return false;
        foreach (var part in parts[..3])
            if (token[part].IsEmpty || !Base64Url.IsValid(token[part]))
                return false;
        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(token[parts[0]]));
            return header.RootElement.ValueKind == JsonValueKind.Object
                && header.RootElement.TryGetProperty("alg", out _);
        }
        catch (JsonException)
        {
            // Not JSON, so not a JSON Web Token: that is the question.
            return false;
        }
    }
}
