namespace SampleService.Server;

/// <summary>Sets the cookie in which a browser keeps the id of a session. No script can read it, and no page of another site makes it be sent.</summary>
internal sealed class SessionCookies(GatewayOptions options)
{
    private const string Path = "/gateway";

    public void Set(HttpContext http, SessionId id) =>
        http.Response.Cookies.Append(GatewayCredentials.CookieName, id.ToCookie(), Describe(http.Request));

    public void Remove(HttpContext http) => http.Response.Cookies.Delete(GatewayCredentials.CookieName, Describe(http.Request));

    // Without an age a browser forgets it when it is closed. The service knows when a session ends.
    private CookieOptions Describe(HttpRequest request) => new()
    {
        Path = Path,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = options.SecureCookies == SecureCookies.Always || request.IsHttps,
    };
}
