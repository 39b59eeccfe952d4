using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// The gateway door: JSON-RPC 2.0 for remote callers, below <c>/gateway/</c> (docs/gateway.md). What a request presents is judged before
/// its body is read; there is nothing here for pages of other sites.
/// </summary>
internal sealed class GatewayDoor(
    GatewayDialect dialect, Dispatcher dispatcher, CallBuffersPool pool, GatewayAuthorization authorization, LoginEndpoint login,
    LogoutEndpoint logout, WebSocketEndpoint webSockets, DiscoveryDocuments discovery, PlatformGate gate,
    CallerAddress addresses, CallIds callIds, LargeRequestMemory memory, TimeProvider clock) : HttpDoor(pool, dispatcher, memory)
{
    private const string Prefix = "/gateway/";

    private static readonly Func<object, bool> IsLocal = static http => CallerAddress.IsLocal((HttpContext)http);
    private static readonly Func<object, string> ServiceUrl = static http => CallerAddress.ServiceUrl((HttpContext)http);
    private static readonly StringValues JsonContentType = "application/json";
    private static readonly StringValues NoStore = "no-store";

    private readonly Dispatcher _dispatcher = dispatcher;

    /// <summary>Whether a request is for this door.</summary>
    public static bool Takes(HttpContext http) =>
        http.Request.Path.Value is { } path && path.StartsWith(Prefix, StringComparison.Ordinal);

    //   404 path - 405 verb - 415 content type - 403 origin - 401, 403 credentials - 403 gateway id
    //        |
    //        v
    //   RequestBody -> GatewayDialect -> JsonOutput -> 200; 204 if there is no answer; 401 if all calls need a token and there is
    //                                                  none; 503 if a state of the platform refused them all
    public Task HandleAsync(HttpContext http)
    {
        var arrived = clock.GetTimestamp();
        var callId = callIds.Next();
        http.TraceIdentifier = callId;
        http.Response.Headers["X-Call-Id"] = callId;
        http.Response.Headers.CacheControl = NoStore;
        return http.Request.Path.Value![Prefix.Length..] switch
        {
            "json-rpc" => TryTakePost(http) ? CallAsync(http, Describe(http, callId, arrived)) : Task.CompletedTask,
            "login" => TryTakePost(http) ? login.HandleAsync(http, Describe(http, callId, arrived)) : Task.CompletedTask,
            "logout" => TryTakePost(http) ? logout.HandleAsync(http, Describe(http, callId, arrived)) : Task.CompletedTask,
            "ws" => WebSocketEndpoint.IsConnect(http) || TryTake(http, HttpMethods.Get)
                ? webSockets.HandleAsync(http, Describe(http, callId, arrived))
                : Task.CompletedTask,
            "openrpc.json" => TryTake(http, HttpMethods.Get) ? DiscoverAsync(http) : Task.CompletedTask,
            _ => End(http, StatusCodes.Status404NotFound),
        };
    }

    protected override ValueTask<HttpAnswer> AnswerAsync(
        HttpContext http, RpcRequestInfo request, CallBuffers buffers, BodyStatus status, CancellationToken gone)
    {
        if (status != BodyStatus.Complete)
            return new(ToAnswer(http, dialect.Refuse(NotTaken(status, buffers.Body), request, buffers.Output), buffers.Output));
        if (buffers.Allowance.NeedsRecheck)
            return JudgeAgainAsync(http, request, buffers, gone);
        var reply = dialect.HandleAsync(buffers.Body.Bytes, request, buffers.Allowance, buffers.Output, gone);
        return reply.IsCompletedSuccessfully ? new(ToAnswer(http, reply.Result, buffers.Output)) : AwaitAsync(http, reply, buffers.Output);
    }

    private Task CallAsync(HttpContext http, RpcRequestInfo request)
    {
        http.Response.Headers.ContentType = JsonContentType;
        if (gate.IsStarting && GatewayCredentials.Of(http.Request) is not { Session: null, HasHeader: false } and var presented)
            return authorization.FindEarlyRefusal(http.Request, presented) is { } early
                ? AwaitAndCallAsync(http, request, new(early))
                : ExchangeAsync(http, request with { Identity = CallerIdentity.Unjudged }, null);
        var judged = BeginJudging(http);
        return judged is { IsCompletedSuccessfully: true, Result.Identity: { } identity }
            ? ExchangeAsync(http, request with { Identity = identity }, identity.User)
            : AwaitAndCallAsync(http, request, judged);
    }

    /// <summary>A failure before the first wait ends as one after it does, in the answer and the log.</summary>
    private ValueTask<GatewayJudgement> BeginJudging(HttpContext http)
    {
        try
        {
            return authorization.JudgeAsync(http.Request, http.RequestAborted);
        }
        catch (Exception e)
        {
            return ValueTask.FromException<GatewayJudgement>(e);
        }
    }

    private async Task AwaitAndCallAsync(HttpContext http, RpcRequestInfo request, ValueTask<GatewayJudgement> pending)
    {
        using var output = new JsonOutput();
        HttpAnswer answer;
        try
        {
            var judgement = await pending;
            if (judgement.Identity is { } identity)
            {
                await ExchangeAsync(http, request with { Identity = identity }, identity.User);
                return;
            }

            answer = Refuse(http, judgement.Refusal!, request, output);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            _dispatcher.Complete(request, OutcomeCodes.CallerGone);
            return;
        }
        catch (Exception e)
        {
            // It could not be found out who calls. No call can be told from another yet, so the answer is that of one.
            answer = ToAnswer(http, dialect.Refuse(e, request, output), output);
        }

        SetStatus(http.Response, answer);
        http.Response.ContentLength = output.Length;
        await http.Response.BodyWriter.WriteAsync(output.ToArray(), http.RequestAborted);
    }

    /// <summary>The body was waited for, and what was presented may have lost its validity meanwhile.</summary>
    private async ValueTask<HttpAnswer> JudgeAgainAsync(
        HttpContext http, RpcRequestInfo request, CallBuffers buffers, CancellationToken gone)
    {
        var output = buffers.Output;
        try
        {
            if (await authorization.JudgeAsync(http.Request, gone) is { Refusal: { } refusal })
                return Refuse(http, refusal, request, output);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return ToAnswer(http, dialect.Refuse(e, request, output), output);
        }

        return ToAnswer(http, await dialect.HandleAsync(buffers.Body.Bytes, request, buffers.Allowance, output, gone), output);
    }

    private HttpAnswer Refuse(HttpContext http, GatewayRefusal refusal, RpcRequestInfo request, JsonOutput output)
    {
        _dispatcher.Complete(request, OutcomeCodes.TokenRefused);
        refusal.Write(http.Response, output);
        return new HttpAnswer(refusal.Status);
    }

    private async Task DiscoverAsync(HttpContext http)
    {
        var document = discovery.OpenRpc(Doors.Gateway);
        http.Response.Headers.ContentType = JsonContentType;
        http.Response.ContentLength = document.Length;
        await http.Response.BodyWriter.WriteAsync(document, http.RequestAborted);
    }

    private static async ValueTask<HttpAnswer> AwaitAsync(HttpContext http, ValueTask<GatewayReply> reply, JsonOutput output) =>
        ToAnswer(http, await reply, output);

    private static HttpAnswer ToAnswer(HttpContext http, GatewayReply reply, JsonOutput output)
    {
        if (reply.NeedsToken)
        {
            GatewayRefusal.AuthorizationMissing.Write(http.Response, output);
            return new HttpAnswer(GatewayRefusal.AuthorizationMissing.Status);
        }

        return output.Length == 0 ? new HttpAnswer(StatusCodes.Status204NoContent)
            : reply.RefusedBy is { } state ? new HttpAnswer(StatusCodes.Status503ServiceUnavailable, PlatformStateCodes.RetryAfterMilliseconds(state))
            : new HttpAnswer(StatusCodes.Status200OK);
    }

    private RpcRequestInfo Describe(HttpContext http, string callId, long arrived)
    {
        var encoding = http.Request.Headers.ContentEncoding;
        return new RpcRequestInfo(null, addresses.Of(http), new ConnectionOrigin(http, IsLocal, ServiceUrl), callId, arrived)
        {
            Door = Doors.Gateway,
            ContentEncoding = encoding.Count > 0 ? encoding.ToString() : null,
        };
    }

    private static bool TryTake(HttpContext http, string verb)
    {
        if (http.Request.Method == verb)
            return true;
        http.Response.Headers.Allow = verb;
        End(http, StatusCodes.Status405MethodNotAllowed);
        return false;
    }

    /// <summary>No form of a page of another site can send JSON without asking first, and there is no answer to that question.</summary>
    private static bool TryTakePost(HttpContext http)
    {
        if (!TryTake(http, HttpMethods.Post))
            return false;
        if (IsJson(http.Request.ContentType))
            return true;
        End(http, StatusCodes.Status415UnsupportedMediaType);
        return false;
    }

    private static bool IsJson(string? contentType) =>
        contentType is not null
        && (contentType == JsonContentType
            || (MediaTypeHeaderValue.TryParse(contentType.AsSpan().TrimEnd("; ").ToString(), out var type)
                && string.Equals(type.MediaType, JsonContentType, StringComparison.OrdinalIgnoreCase)));

    private static Task End(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
