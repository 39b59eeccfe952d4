using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary><c>POST /gateway/logout</c>: ends the session of the cookie in every process. The token that it was made with stays valid.</summary>
internal sealed class LogoutEndpoint(
    GatewayAuthorization authorization, GatewaySessions sessions, SessionCookies cookies, Dispatcher dispatcher,
    CallBuffersPool pool, LargeRequestMemory memory) : SessionEndpoint("logout", dispatcher, authorization, pool, memory)
{
    protected override ValueTask<GatewayJudgement> JudgeAsync(HttpRequest request, CancellationToken cancellation) =>
        Authorization.JudgeLogoutAsync(request, cancellation);

    protected override async Task CarryOutAsync(HttpContext http, RpcRequestInfo request, CancellationToken cancellation)
    {
        // A caller who goes away now still wants the session to end.
        await sessions.EndAsync(SessionId.Parse(GatewayCredentials.SessionOf(http.Request)!)!, request.CallId, CancellationToken.None);
        cookies.Remove(http);
    }
}
