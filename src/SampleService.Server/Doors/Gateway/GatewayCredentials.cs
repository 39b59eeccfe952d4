using Microsoft.Net.Http.Headers;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>What a request presents: a token in its header, or else the cookie of a session.</summary>
/// <param name="Token">The token; null if there is none.</param>
/// <param name="Session">The id of a session; null if there is none, or a header that goes before it.</param>
/// <param name="HasHeader">Whether there is an Authorization header, whatever is in it.</param>
internal readonly record struct GatewayCredentials(string? Token, string? Session, bool HasHeader)
{
    /// <summary>The name of the cookie.</summary>
    public const string CookieName = "MSESSIONID";

    private const string Scheme = "Bearer ";

    public static GatewayCredentials Of(HttpRequest request)
    {
        var authorization = request.Headers.Authorization;
        if (authorization.Count > 0)
            return new(FindToken(authorization.ToString()), null, true);
        return new(null, SessionOf(request), false);
    }

    /// <summary>The id of a session in the cookie; null if there is none.</summary>
    public static string? SessionOf(HttpRequest request)
    {
        if (request.Headers.Cookie.Count == 0 || !CookieHeaderValue.TryParseList(request.Headers.Cookie, out var cookies))
            return null;
        // Letter case counts in names of cookies, which the list of the request does not know.
        foreach (var cookie in cookies)
            if (cookie.Name.Equals(CookieName, StringComparison.Ordinal))
                return cookie.Value.ToString();
        return null;
    }

    private static string? FindToken(string value)
    {
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var token = value[Scheme.Length..].Trim(' ');
        return token.Length > 0 && !token.Contains(' ', StringComparison.Ordinal) ? token : null;
    }
}

/// <summary>Who presents it, or why that is refused.</summary>
/// <param name="Identity">The caller; null when it is refused.</param>
/// <param name="Refusal">Why it is refused; null when it is not.</param>
internal readonly record struct GatewayJudgement(CallerIdentity? Identity, GatewayRefusal? Refusal)
{
    public static implicit operator GatewayJudgement(CallerIdentity identity) => new(identity, null);

    public static implicit operator GatewayJudgement(GatewayRefusal refusal) => new(null, refusal);
}
