using Microsoft.Extensions.Primitives;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// The KBase door: a request of any method to any path is a JSON-RPC call (docs/api/README.md). Answers have exact
/// headers, a known length, and the status 200 or 500.
/// </summary>
internal sealed class KBaseDoor(
    KBaseDialect dialect, Dispatcher dispatcher, CallBuffersPool pool, ICallerTokens tokens, CompatibilityOptions compatibility,
    LargeRequestMemory memory, CallerAddress addresses, CallIds callIds, TimeProvider clock) : HttpDoor(pool, dispatcher, memory)
{
    private static readonly Func<object, bool> IsLocal = static http => CallerAddress.IsLocal((HttpContext)http);
    private static readonly Func<object, string> ServiceUrl = static http => CallerAddress.ServiceUrl((HttpContext)http);
    private static readonly StringValues AnyOrigin = "*";
    private static readonly StringValues AllowedHeader = "authorization";
    private static readonly StringValues CallIdHeader = "X-Call-Id";
    private static readonly StringValues JsonContentType = "application/json";

    /// <summary>Answers a request. OPTIONS, and a browser that asks for a page, are answered without a call.</summary>
    public Task HandleAsync(HttpContext http)
    {
        var arrived = clock.GetTimestamp();
        var callId = callIds.Next();
        http.TraceIdentifier = callId;
        SetHeaders(http, callId);
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.ContentLength = 0;
            return Task.CompletedTask;
        }

        if (WelcomePage.IsWantedBy(http))
            return WelcomePage.SendAsync(http);
        var request = Describe(http, callId, arrived);
        return ExchangeAsync(http, request, request.Token is { Length: > 0 } token ? tokens.FindKnown(token) : null);
    }

    protected override ValueTask<HttpAnswer> AnswerAsync(
        HttpContext http, RpcRequestInfo request, CallBuffers buffers, BodyStatus status, CancellationToken gone)
    {
        var outcome =
            status == BodyStatus.Complete ? dialect.HandleAsync(buffers.Body.Bytes, request, buffers.Allowance, buffers.Output, gone)
            : buffers.Body.TokenFailure is { } failure ? new(dialect.Refuse(failure, request, buffers.Output))
            : new(dialect.Refuse(NotTaken(status, buffers.Body), request, buffers.Output));
        return outcome.IsCompletedSuccessfully ? new(ToAnswer(outcome.Result)) : AwaitAsync(outcome);
    }

    private static async ValueTask<HttpAnswer> AwaitAsync(ValueTask<RpcOutcome> outcome) => ToAnswer(await outcome);

    private static HttpAnswer ToAnswer(RpcOutcome outcome) =>
        new(
            outcome.IsError ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK,
            outcome.State is { } state ? PlatformStateCodes.RetryAfterMilliseconds(state) : 0);

    private RpcRequestInfo Describe(HttpContext http, string callId, long arrived)
    {
        var authorization = http.Request.Headers.Authorization;
        var encoding = http.Request.Headers.ContentEncoding;
        return new RpcRequestInfo(
            AuthorizationHeader.FindToken(authorization.Count > 0 ? authorization.ToString() : null, compatibility.Strict), addresses.Of(http),
            new ConnectionOrigin(http, IsLocal, ServiceUrl), callId, arrived)
        {
            ContentEncoding = encoding.Count > 0 ? encoding.ToString() : null,
        };
    }

    private static void SetHeaders(HttpContext http, string callId)
    {
        var headers = http.Response.Headers;
        var asked = http.Request.Headers.AccessControlRequestHeaders;
        headers.AccessControlAllowOrigin = AnyOrigin;
        headers.AccessControlAllowHeaders = asked.Count > 0 && IsSendable(asked.ToString()) ? asked.ToString() : AllowedHeader;
        headers.AccessControlExposeHeaders = CallIdHeader;
        headers.ContentType = JsonContentType;
        headers["X-Call-Id"] = callId;
    }

    /// <summary>Kestrel accepts characters in request headers that it refuses in response headers.</summary>
    private static bool IsSendable(string value) => value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;
}
