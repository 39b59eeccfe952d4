using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream.OpenIdConnect;

namespace SampleService.Server;

/// <summary>
/// A request to the gateway door that is refused before its calls are looked at (docs/errors.md): status, error and description, as
/// OAuth has them.
/// </summary>
/// <param name="Kind">Status and error.</param>
/// <param name="Description">One sentence for the caller.</param>
internal sealed record GatewayRefusal(DoorRefusal Kind, string Description)
{
    private static readonly DoorRefusal Missing = Of(401, "authorization_missing", "Neither an `Authorization` header nor the cookie of a session, and every call needs a token");
    private static readonly DoorRefusal Session = Of(401, "Invalid_session", "The session of the cookie was never made, or has ended");
    private static readonly DoorRefusal Token = Of(403, "invalid_token", "The token cannot be read or verified, is not valid, or is of a kind that is not taken");
    private static readonly DoorRefusal Expired = Of(403, "token_expired", "The time of the token is over");
    private static readonly DoorRefusal Issuer = Of(403, "invalid_issuer", "The token is of an issuer that is not configured");
    private static readonly DoorRefusal Audience = Of(403, "invalid_audience", "The token was made for another deployment");
    private static readonly DoorRefusal NoGatewayId = Of(403, "gatewayid_missing", "A token without the header `X-Service-Gateway-Id`, where `Gateway:RequireGatewayId` asks for it");
    private static readonly DoorRefusal Grant = Of(403, "invalid_grant", "The gateway id is not one of `Gateway:GatewayIds`, or the user name of the token belongs to somebody else");
    private static readonly DoorRefusal Origin = Of(403, "origin_not_allowed", "A page of another site logs in or out, begins a WebSocket, or uses the cookie of a session");
    private static readonly DoorRefusal Body = Of(400, "invalid_request", "The body of a login or logout is neither empty nor an object without members");
    private static readonly DoorRefusal TooMany = Of(429, "too_many_connections", "The user has `Gateway:UserWebSockets` WebSockets open, and begins another");
    private static readonly DoorRefusal Down = Of(503, "temporarily_unavailable", "Login, logout or the begin of a WebSocket, while something that the service depends on has failed, or the process starts or stops");
    private static readonly DoorRefusal Fault = Of(500, "server_error", "Login, logout or the begin of a WebSocket: a fault of the service, which its log has under the call id");

    public static readonly GatewayRefusal AuthorizationMissing =
        new(Missing, "Every call needs a token, and there is neither an Authorization header nor a session");

    public static readonly GatewayRefusal LoginWithoutToken = new(Missing, "A login needs a token, and there is no Authorization header");

    public static readonly GatewayRefusal HandshakeWithoutToken = new(
        Missing, "A WebSocket needs a token or a session, and there is neither an Authorization header nor the cookie " + GatewayCredentials.CookieName);

    public static readonly GatewayRefusal LogoutWithoutSession =
        new(Missing, "There is no session to end: the request has no cookie " + GatewayCredentials.CookieName);

    public static readonly GatewayRefusal InvalidSession = new(Session, "There is no such session, or it has ended: log in again");
    public static readonly GatewayRefusal InvalidScheme = InvalidToken("The Authorization header must be the word Bearer and one token");
    public static readonly GatewayRefusal GatewayIdMissing = new(NoGatewayId, "The header X-Service-Gateway-Id is missing");
    public static readonly GatewayRefusal WrongGatewayId = new(Grant, "The gateway id is not one of this deployment");

    public static readonly GatewayRefusal TokenEndsBeforeSession =
        new(Expired, "The token has expired: a call may still be accepted while clocks differ, but a session would have ended already");

    public static readonly GatewayRefusal OriginNotAllowed =
        new(Origin, "Pages of this origin may not use sessions of this deployment (setting Gateway:AllowedOrigins)");

    public static readonly GatewayRefusal BodyNotEmpty = new(Body, "The body has to be empty, or an object without members");
    public static readonly GatewayRefusal TooManyWebSockets =
        new(TooMany, "The user has as many WebSockets as one may have (setting Gateway:UserWebSockets)");

    public static readonly GatewayRefusal Unavailable = new(Down, "Something that the service depends on has failed: try again later");
    public static readonly GatewayRefusal Starting = new(Down, "The platform is starting: try again later");
    public static readonly GatewayRefusal Unexpected = new(Fault, "An unexpected server error occurred");

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<DoorRefusal> Kinds =>
        [Missing, Session, Token, Expired, Issuer, Audience, NoGatewayId, Grant, Origin, Body, TooMany, Down, Fault];

    /// <summary>The HTTP status.</summary>
    public int Status => Kind.Status;

    /// <summary>The error.</summary>
    public string Error => Kind.Error;

    public static GatewayRefusal InvalidToken(string description) => new(Token, description);

    /// <summary>A JSON Web Token is refused.</summary>
    public static GatewayRefusal Of(WebTokenRefusal refusal) => new(
        refusal.Fault switch
        {
            WebTokenFault.TokenExpired => Expired,
            WebTokenFault.InvalidIssuer => Issuer,
            WebTokenFault.InvalidAudience => Audience,
            WebTokenFault.InvalidGrant => Grant,
            _ => Token,
        },
        refusal.Description);

    /// <summary>What is told of a failure where there is no call that it could be an error of.</summary>
    public static GatewayRefusal Of(in RpcError error) => error.Kind switch
    {
        RpcErrorKind.Unexpected => Unexpected,
        RpcErrorKind.PlatformState when error.State is PlatformState.Starting or PlatformState.Initialization => Starting,
        _ => Unavailable,
    };

    /// <summary>Writes it: one object, never a list.</summary>
    public void Write(HttpResponse response, JsonOutput output)
    {
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        output.Clear();
        output.Raw("{\"error\":{\"error\":"u8);
        output.Text(Error);
        output.Raw(",\"error_description\":"u8);
        output.Text(Description);
        output.Raw("}}"u8);
    }

    private static DoorRefusal Of(int status, string error, string when) => new(Doors.Gateway, status, error, when);
}
