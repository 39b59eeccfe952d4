namespace SampleService.Upstream.OpenIdConnect;

/// <summary>What callers are told of tokens that are refused.</summary>
internal static class WebTokenRefusals
{
    public static readonly WebTokenRefusal Unreadable = new(WebTokenFault.InvalidToken, "The token is not a JSON Web Token that can be read.");

    public static readonly WebTokenRefusal Issuer = new(WebTokenFault.InvalidIssuer, "The issuer of the token is not accepted here.");

    /// <summary>The same for algorithm, key and signature, so that nothing is told about a token that anybody may have made.</summary>
    public static readonly WebTokenRefusal Signature = new(WebTokenFault.InvalidToken, "The signature of the token cannot be verified.");

    public static readonly WebTokenRefusal NotYetValid = new(WebTokenFault.InvalidToken, "The token is not valid yet.");

    public static readonly WebTokenRefusal NoEnd = new(WebTokenFault.InvalidToken, "The token does not say when it expires.");

    public static readonly WebTokenRefusal Expired = new(WebTokenFault.TokenExpired, "The token has expired.");

    public static readonly WebTokenRefusal Audience = new(WebTokenFault.InvalidAudience, "The token was made for another audience.");

    public static readonly WebTokenRefusal User = new(WebTokenFault.InvalidToken, "The token names no user that can be one here.");

    public static readonly WebTokenRefusal Disabled = new(WebTokenFault.InvalidToken, "The account of the token's user is disabled.");

    public static readonly WebTokenRefusal NameTaken = new(WebTokenFault.InvalidGrant, "The user name in the token belongs to somebody else.");
}
