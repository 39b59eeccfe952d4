using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// A path of the gateway door that begins or ends a session: no call, and no body but an empty object. It is answered with 204, or with
/// the object of a refusal.
/// </summary>
internal abstract class SessionEndpoint(
    string name, Dispatcher dispatcher, GatewayAuthorization authorization, CallBuffersPool pool, LargeRequestMemory memory)
    : HttpDoor(pool, dispatcher, memory)
{
    private const string JsonContentType = "application/json";

    private readonly Dispatcher _dispatcher = dispatcher;

    /// <summary>Judges what is presented.</summary>
    protected GatewayAuthorization Authorization { get; } = authorization;

    //   origin - credentials - gateway id - body
    //        |
    //        v
    //   204, or the object of a refusal
    public async Task HandleAsync(HttpContext http, RpcRequestInfo request)
    {
        using var output = new JsonOutput();
        HttpAnswer answer;
        try
        {
            var judged = await JudgeAsync(http.Request, http.RequestAborted);
            if (judged.Identity is { } identity)
            {
                await ExchangeAsync(http, request with { Identity = identity }, identity.User);
                return;
            }

            answer = Refuse(http, judged.Refusal!, request, OutcomeCodes.TokenRefused, output);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            _dispatcher.Complete(request, name, null, OutcomeCodes.CallerGone);
            return;
        }
        catch (Exception e)
        {
            answer = Refuse(http, e, request, output);
        }

        SetStatus(http.Response, answer);
        http.Response.ContentLength = output.Length;
        await http.Response.BodyWriter.WriteAsync(output.ToArray(), http.RequestAborted);
    }

    /// <summary>Who asks, or why that is refused.</summary>
    protected abstract ValueTask<GatewayJudgement> JudgeAsync(HttpRequest request, CancellationToken cancellation);

    /// <summary>Does what was asked for.</summary>
    protected abstract Task CarryOutAsync(HttpContext http, RpcRequestInfo request, CancellationToken cancellation);

    protected override async ValueTask<HttpAnswer> AnswerAsync(
        HttpContext http, RpcRequestInfo request, CallBuffers buffers, BodyStatus status, CancellationToken gone)
    {
        var output = buffers.Output;
        if (status == BodyStatus.Busy)
            return Refuse(http, GatewayRefusal.Unavailable, request, RpcError.Busy.Outcome, output);
        if (status != BodyStatus.Complete || !IsEmpty(buffers.Body.Bytes.Span))
            return Refuse(http, GatewayRefusal.BodyNotEmpty, request, RpcError.InvalidRequest("").Outcome, output);
        try
        {
            await CarryOutAsync(http, request, gone);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Refuse(http, e, request, output);
        }

        _dispatcher.Complete(request, name, request.Identity?.User, OutcomeCodes.Success);
        return new HttpAnswer(StatusCodes.Status204NoContent);
    }

    private HttpAnswer Refuse(HttpContext http, Exception failure, in RpcRequestInfo request, JsonOutput output)
    {
        var error = _dispatcher.Describe(failure, null, request);
        var answer = Refuse(http, GatewayRefusal.Of(error), request, error.Outcome, output);
        return error.Kind == RpcErrorKind.PlatformState
            ? answer with { RetryAfterMilliseconds = PlatformStateCodes.RetryAfterMilliseconds(error.State) }
            : answer;
    }

    private HttpAnswer Refuse(HttpContext http, GatewayRefusal refusal, in RpcRequestInfo request, int outcome, JsonOutput output)
    {
        _dispatcher.Complete(request, name, request.Identity?.User, outcome);
        http.Response.ContentType = JsonContentType;
        refusal.Write(http.Response, output);
        return new HttpAnswer(refusal.Status);
    }

    private static bool IsEmpty(ReadOnlySpan<byte> body)
    {
        var whiteSpace = " \t\r\n"u8;
        body = body.Trim(whiteSpace);
        return body.IsEmpty || (body[0] == '{' && body[^1] == '}' && body[1..^1].Trim(whiteSpace).IsEmpty);
    }
}
