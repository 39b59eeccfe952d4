using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary><c>POST /gateway/login</c>: exchanges a token for a session. A session that was there before is neither taken over nor ended.</summary>
internal sealed class LoginEndpoint(
    GatewayAuthorization authorization, GatewaySessions sessions, SessionCookies cookies, Dispatcher dispatcher,
    CallBuffersPool pool, LargeRequestMemory memory) : SessionEndpoint("login", dispatcher, authorization, pool, memory)
{
    protected override ValueTask<GatewayJudgement> JudgeAsync(HttpRequest request, CancellationToken cancellation) =>
        Authorization.JudgeLoginAsync(request, cancellation);

    protected override async Task CarryOutAsync(HttpContext http, RpcRequestInfo request, CancellationToken cancellation) =>
        cookies.Set(http, await sessions.BeginAsync(request.Identity!, request.CallId, cancellation));
}
