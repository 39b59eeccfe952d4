using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace SampleService.Upstream.OpenIdConnect;

/// <summary>A JSON Web Token that has been read, and not been believed: its signature is not checked yet.</summary>
internal sealed class WebToken
{
    // Of two members of one name our reader might see one and the check of the signature the other.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The alphabet of base64url: what decodes it takes white space and padding too, which a token must not have.</summary>
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly JsonElement _header, _claims;

    private WebToken(string[] parts, JsonElement header, JsonElement claims)
    {
        (_header, _claims) = (header, claims);
        SignedPart = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        Signature = Base64Url.DecodeFromChars(parts[2]);
    }

    /// <summary>What the signature is of.</summary>
    public byte[] SignedPart { get; }

    /// <summary>Empty in a token that nobody signed.</summary>
    public byte[] Signature { get; }

    public string? Issuer => Claim("iss")?.Text();

    public string? Algorithm => _header.Member("alg")?.Text();

    /// <summary>The id of the key that signed it; null if the header has none.</summary>
    public string? KeyId => _header.Member("kid")?.Text();

    /// <summary>Whether the header asks for something of whoever checks the token, by <c>crit</c>: no such thing is understood here.</summary>
    public bool AsksForMore => _header.Member("crit") is not null;

    /// <summary>Reads a text of the form of a JSON Web Token; null if header or claims are no objects of JSON, or a part is not strictly base64url.</summary>
    public static WebToken? TryRead(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(Alphabet))
            return null;
        var parts = text.Split('.');
        return ReadObject(parts[0]) is { } header && ReadObject(parts[1]) is { } claims ? new WebToken(parts, header, claims) : null;
    }

    /// <summary>A claim; null if there is none, or it is the null of JSON.</summary>
    public JsonElement? Claim(string name) =>
        _claims.Member(name) is { ValueKind: not JsonValueKind.Null } claim ? claim : null;

    private static JsonElement? ReadObject(string part)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part), Strict);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            // Not JSON, names that are not valid Unicode, or not base64url. The caller is told that the token cannot be read.
            return null;
        }
    }
}
