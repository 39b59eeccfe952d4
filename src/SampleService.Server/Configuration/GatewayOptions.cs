using System.ComponentModel.DataAnnotations;
using SampleService.Upstream;
using SampleService.Upstream.OpenIdConnect;

namespace SampleService.Server;

/// <summary>The Gateway door (configuration section <c>Gateway</c>).</summary>
public sealed class GatewayOptions
{
    private const int MaxSessionSeconds = 30 * 24 * 3600;

    /// <summary>Whether the door is there. If not, its paths are those of calls of the KBase door like any other.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The OpenID Connect issuers whose JSON Web Tokens are accepted.</summary>
    public IReadOnlyList<OpenIdConnectIssuer> Issuers { get; set; } = [];

    /// <summary>How far the clocks of an issuer and of this machine may differ, in seconds.</summary>
    [Range(0, 300, ErrorMessage = "0 to 300 are allowed")]
    public int ClockSkewSeconds { get; set; } = 30;

    /// <summary>Whether callers have to send a gateway id beside a token or a session.</summary>
    public bool RequireGatewayId { get; set; }

    /// <summary>The gateway ids of this deployment; any other is refused.</summary>
    public IReadOnlyList<string> GatewayIds { get; set; } = [];

    /// <summary>
    /// Origins of other sites whose pages may use cookies and WebSockets, each as browsers send it: <c>https://host</c> or
    /// <c>https://host:port</c>.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>Seconds after which a session without a call ends.</summary>
    [Range(1, MaxSessionSeconds, ErrorMessage = "1 to 2592000 are allowed")]
    public int SessionIdleSeconds { get; set; } = 1800;

    /// <summary>Seconds after which a session ends in any case. It never outlasts its token.</summary>
    [Range(1, MaxSessionSeconds, ErrorMessage = "1 to 2592000 are allowed")]
    public int SessionSeconds { get; set; } = 43_200;

    /// <summary>When the cookie of a session is marked <c>Secure</c>.</summary>
    public SecureCookies SecureCookies { get; set; } = SecureCookies.Auto;

    /// <summary>Calls under way on a WebSocket at a time; the next one waits to be read.</summary>
    [Range(1, 1024, ErrorMessage = "1 to 1024 are allowed")]
    public int WebSocketCalls { get; set; } = 64;

    /// <summary>Bytes of answers that may wait on a WebSocket behind the one that is being sent. With more it is closed when another is ready.</summary>
    [Range(1024, int.MaxValue, ErrorMessage = "1024 to 2147483647 are allowed")]
    public int WebSocketUnsentBytes { get; set; } = 32_000_000;

    /// <summary>Seconds in which the peer of a WebSocket has to take a part of an answer (64 KiB); else it is closed.</summary>
    [Range(1, 3600, ErrorMessage = "1 to 3600 are allowed")]
    public int WebSocketSendSeconds { get; set; } = 10;

    /// <summary>Seconds after which a quiet WebSocket is pinged, and in which the answer to that has to come. A call waits as long for others to end.</summary>
    [Range(1, 3600, ErrorMessage = "1 to 3600 are allowed")]
    public int WebSocketPingSeconds { get; set; } = 30;

    /// <summary>Seconds between two looks whether the tokens and sessions of open WebSockets are still valid; each call looks too.</summary>
    [Range(1, 3600, ErrorMessage = "1 to 3600 are allowed")]
    public int WebSocketCheckSeconds { get; set; } = 5;

    /// <summary>Subscriptions to events on one WebSocket at a time.</summary>
    [Range(1, 1024, ErrorMessage = "1 to 1024 are allowed")]
    public int WebSocketSubscriptions { get; set; } = 32;

    /// <summary>Maximum number of WebSockets of one user. 0 means a quarter of the connections that there may be.</summary>
    [Range(0, 1_000_000, ErrorMessage = "0 to 1000000 are allowed")]
    public int UserWebSockets { get; set; }

    /// <summary>What judges the tokens of the issuers needs to know.</summary>
    internal OpenIdConnectOptions OpenIdConnect => new(Issuers, TimeSpan.FromSeconds(ClockSkewSeconds));

    /// <summary>Checks what concerns several settings.</summary>
    /// <param name="mode">Who knows the users.</param>
    /// <exception cref="StartException">Names the setting that is wrong.</exception>
    internal void Check(UpstreamMode mode)
    {
        if (RequireGatewayId && GatewayIds.Count == 0)
            throw new StartException("Gateway:RequireGatewayId is true, which needs at least one id in Gateway:GatewayIds");
        for (var i = 0; i < GatewayIds.Count; i++)
            if (!TokenForm.IsSendable(GatewayIds[i]))
                throw new StartException($"Gateway:GatewayIds:{i} = '{GatewayIds[i]}' cannot be sent in a header");
        for (var i = 0; i < AllowedOrigins.Count; i++)
            if (!IsOrigin(AllowedOrigins[i]))
                throw new StartException(
                    $"Gateway:AllowedOrigins:{i} = '{AllowedOrigins[i]}' is not an origin as browsers send it, like https://host or https://host:8443");
        for (var i = 0; i < Issuers.Count; i++)
            CheckIssuer(i, mode);
    }

    private void CheckIssuer(int index, UpstreamMode mode)
    {
        var issuer = Issuers[index];
        if (mode == UpstreamMode.KBase && issuer.UserPrefix is null)
            throw new StartException(
                $"Gateway:Issuers:{index}:UserPrefix is missing: users of an issuer need a prefix, so that none of them is taken for a user of KBase");
        for (var i = 0; i < index; i++)
        {
            if (Issuers[i].Authority == issuer.Authority)
                throw new StartException($"Gateway:Issuers:{index}:Authority = '{issuer.Authority}' is that of Gateway:Issuers:{i} too");
            if (mode == UpstreamMode.KBase && HaveUsersInCommon(Issuers[i].UserPrefix!, issuer.UserPrefix!))
                throw new StartException(
                    $"Gateway:Issuers:{index}:UserPrefix = '{issuer.UserPrefix}' begins like that of Gateway:Issuers:{i}, so their users could have one name");
        }
    }

    private static bool HaveUsersInCommon(string prefix, string other) =>
        prefix.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(prefix, StringComparison.Ordinal);

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && text == url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}

/// <summary>When the cookie of a session is marked <c>Secure</c>, so that browsers send it over TLS only.</summary>
public enum SecureCookies
{
    /// <summary>When the login came over TLS, or through a trusted proxy that says so.</summary>
    Auto,

    /// <summary>Always.</summary>
    Always,
}
