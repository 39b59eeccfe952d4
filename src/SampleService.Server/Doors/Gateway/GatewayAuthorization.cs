using Microsoft.Extensions.Primitives;
using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>Judges what a request to the gateway door presents, in the order of docs/gateway.md: origin, credentials, gateway id.</summary>
internal sealed class GatewayAuthorization(
    PresentedTokens tokens, GatewaySessions sessions, OriginPolicy origins, GatewayOptions options, PlatformGate gate, TimeProvider clock)
{
    private const string GatewayIdHeader = "X-Service-Gateway-Id";
    private const string OtherGatewayIdHeader = "QIVICON-ServiceGatewayId";

    private readonly HashSet<string> _gatewayIds = options.GatewayIds.ToHashSet(StringComparer.Ordinal);

    /// <summary>Who calls, or why the request is refused. Completes at once for a token that is remembered.</summary>
    /// <exception cref="ServiceException">The issuer of the token could not be asked.</exception>
    public ValueTask<GatewayJudgement> JudgeAsync(HttpRequest request, CancellationToken cancellation)
    {
        var credentials = GatewayCredentials.Of(request);
        if (credentials.Session is not null && !origins.Allows(request))
            return new(GatewayRefusal.OriginNotAllowed);
        if (credentials is { Session: null, HasHeader: false })
            return new(RefuseGatewayId(request, isIdentified: false) is { } refusal ? refusal : CallerIdentity.Anonymous);
        var judged = JudgeAsync(credentials, isUse: true, MayMakeAccount(request), request.HttpContext.TraceIdentifier, cancellation);
        return judged.IsCompletedSuccessfully ? new(WithGatewayId(request, judged.Result)) : AwaitAsync(request, judged);
    }

    /// <summary>Who presents something, or why that is refused; the same again for one who keeps a connection.</summary>
    /// <param name="credentials">What is presented; not nothing.</param>
    /// <param name="isUse">Whether there is a call; else a session does not live longer by it.</param>
    /// <param name="mayMakeAccount">Whether a user of an issuer who is new gets an account.</param>
    /// <param name="callId">The id that the log has.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    /// <exception cref="ServiceException">The issuer of the token could not be asked.</exception>
    public ValueTask<GatewayJudgement> JudgeAsync(
        in GatewayCredentials credentials, bool isUse, bool mayMakeAccount, string callId, CancellationToken cancellation) =>
        credentials.Session is { } session
            ? sessions.JudgeAsync(session, isUse, callId, cancellation)
            : tokens.JudgeAsync(credentials.Token, mayMakeAccount, cancellation);

    /// <summary>Who begins a connection, or why that is refused. It has no body from which could be told that it needs no token.</summary>
    /// <exception cref="ServiceException">The issuer of the token could not be asked, or the process starts.</exception>
    public async ValueTask<GatewayJudgement> JudgeHandshakeAsync(
        HttpRequest request, GatewayCredentials credentials, CancellationToken cancellation)
    {
        if (!origins.Allows(request))
            return GatewayRefusal.OriginNotAllowed;
        if (credentials is { Session: null, HasHeader: false })
            return GatewayRefusal.HandshakeWithoutToken;
        if (gate.IsStarting)
            return FindEarlyRefusal(request, credentials) ?? throw ServiceException.Starting();
        return WithGatewayId(
            request, await JudgeAsync(credentials, isUse: true, MayMakeAccount(request), request.HttpContext.TraceIdentifier, cancellation));
    }

    /// <summary>
    /// Why a request is refused, as far as that can be told of its form: while the process starts, neither database nor issuer can be
    /// asked about what it presents. Null for nothing.
    /// </summary>
    public GatewayRefusal? FindEarlyRefusal(HttpRequest request, in GatewayCredentials credentials) =>
        credentials.Session is not null && !origins.Allows(request) ? GatewayRefusal.OriginNotAllowed
        : credentials is { HasHeader: true, Token: null } ? GatewayRefusal.InvalidScheme
        : RefuseGatewayId(request, isIdentified: true);

    /// <summary>Who logs in, or why that is refused. A session is not looked at.</summary>
    /// <exception cref="ServiceException">The issuer of the token could not be asked, or the process starts.</exception>
    public async ValueTask<GatewayJudgement> JudgeLoginAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!origins.Allows(request))
            return GatewayRefusal.OriginNotAllowed;
        var credentials = GatewayCredentials.Of(request);
        if (!credentials.HasHeader)
            return GatewayRefusal.LoginWithoutToken;
        if (gate.IsStarting)
            return FindEarlyRefusal(request, credentials) ?? throw ServiceException.Starting();
        var judged = await tokens.JudgeAsync(credentials.Token, mayMakeAccount: false, cancellation);
        if (judged.Identity is not { TokenExpires: { } end })
            return WithGatewayId(request, judged);
        // It may be accepted for a while after its end, since clocks differ; the session would be over when it begins.
        if (end <= clock.GetUtcNow())
            return GatewayRefusal.TokenEndsBeforeSession;
        return WithGatewayId(request, await tokens.JudgeAsync(credentials.Token, MayMakeAccount(request), cancellation));
    }

    /// <summary>Whose session is to be ended, or why that is refused. Neither its token nor a header is looked at.</summary>
    /// <exception cref="ServiceException">It could not be found out.</exception>
    public async ValueTask<GatewayJudgement> JudgeLogoutAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!origins.Allows(request))
            return GatewayRefusal.OriginNotAllowed;
        if (GatewayCredentials.SessionOf(request) is not { } cookie)
            return GatewayRefusal.LogoutWithoutSession;
        if (gate.IsStarting)
            return RefuseGatewayId(request, isIdentified: true) ?? throw ServiceException.Starting();
        return SessionId.Parse(cookie) is { } id
            && await sessions.FindAsync(id, request.HttpContext.TraceIdentifier, cancellation) is { } session
            ? WithGatewayId(request, new CallerIdentity(session.User.Value))
            : GatewayRefusal.InvalidSession;
    }

    private async ValueTask<GatewayJudgement> AwaitAsync(HttpRequest request, ValueTask<GatewayJudgement> judged) =>
        WithGatewayId(request, await judged);

    private GatewayJudgement WithGatewayId(HttpRequest request, GatewayJudgement judged) =>
        judged.Refusal is null && RefuseGatewayId(request, isIdentified: true) is { } refusal ? refusal : judged;

    /// <summary>The gateway id is told of after the token, but nothing is written for a request that it makes be refused.</summary>
    private bool MayMakeAccount(HttpRequest request) => RefuseGatewayId(request, isIdentified: true) is null;

    /// <summary>Whoever presents nothing needs no gateway id; a wrong one is refused of anybody.</summary>
    private GatewayRefusal? RefuseGatewayId(HttpRequest request, bool isIdentified)
    {
        var given = request.Headers[GatewayIdHeader];
        if (StringValues.IsNullOrEmpty(given))
            given = request.Headers[OtherGatewayIdHeader];
        if (!StringValues.IsNullOrEmpty(given))
            return _gatewayIds.Contains(given.ToString()) ? null : GatewayRefusal.WrongGatewayId;
        return isIdentified && options.RequireGatewayId ? GatewayRefusal.GatewayIdMissing : null;
    }
}
