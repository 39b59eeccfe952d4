using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Primitives;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// The KBase door: a request of any method to any path is a JSON-RPC call (docs/api/README.md). Answers have exact
/// headers, a known length, and the status 200 or 500.
/// </summary>
internal sealed class KBaseDoor(
    KBaseDialect dialect, CallBuffersPool pool, ICallerTokens tokens, CompatibilityOptions compatibility, LargeRequestMemory memory,
    CallerAddress addresses, CallIds callIds, TimeProvider clock)
{
    /// <summary>Bytes sent at a time: the transport copies them, and waits for a slow caller before it takes more.</summary>
    private const int MaxSlice = 64 * 1024;

    private static readonly Func<object, bool> IsLocal = static http => CallerAddress.IsLocal((HttpContext)http);
    private static readonly Func<object, string> ServiceUrl = static http => CallerAddress.ServiceUrl((HttpContext)http);
    private static readonly StringValues AnyOrigin = "*";
    private static readonly StringValues AllowedHeader = "authorization";
    private static readonly StringValues CallIdHeader = "X-Call-Id";
    private static readonly StringValues JsonContentType = "application/json";
    private static readonly StringValues RetryAfterSeconds = "1";

    //   HTTP request                                            HTTP response
    //        |                                                        ^
    //        | 1 headers, call id                                     | 5 status, length, bytes
    //        v                                                        |
    //   RequestBody ---- 2 bytes ----> KBaseDialect ---- 3 ----> JsonOutput
    //        |                              |                         |
    //        +--- counted by Allowance      +--- 4 log, metrics       +--- pooled; long answers
    //             until released                                           counted by Allowance
    //
    //   1  Every answer has the same headers. OPTIONS, and a browser that asks for a page, are answered here.
    //   2  The body is read up to the limit: in place where Kestrel has it, gathered if it is longer. A body that is too
    //      long, or that there is no room for, becomes a refusal. What is taken for the request is taken of the part for
    //      callers without a valid token, until the token is known to be valid.
    //   3  The dialect writes the whole answer, so its length is known before the first byte is sent.
    //   4  The dialect records each call exactly once. If the body could not be read, it is told so here.
    //   5  The body is released before. One write if the answer is short, else slices that wait for the caller. Only then
    //      the output is given back.
    public async Task HandleAsync(HttpContext http)
    {
        var arrived = clock.GetTimestamp();
        var callId = callIds.Next();
        http.TraceIdentifier = callId;
        SetHeaders(http, callId);
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.ContentLength = 0;
            return;
        }

        if (WelcomePage.IsWantedBy(http))
        {
            await WelcomePage.SendAsync(http);
            return;
        }

        var request = Describe(http, callId, arrived);
        var buffers = pool.Get();
        var (allowance, body, output) = (buffers.Allowance, buffers.Body, buffers.Output);
        allowance.Open(http.Connection.RemoteIpAddress);
        if (request.Token is { Length: > 0 } token && tokens.FindKnown(token) is { } user)
            allowance.Confirm(user);
        var isRead = false;
        var gone = http.RequestAborted;
        using var span = JsonRpcInstruments.BeginCall(callId);
        try
        {
            var status = await body.ReadAsync(http.Request, request.Token, gone);
            isRead = true;
            var outcome =
                status == BodyStatus.Complete ? await dialect.HandleAsync(body.Bytes, request, allowance, output, gone)
                : body.TokenFailure is { } failure ? dialect.Refuse(failure, request, output)
                : dialect.Refuse(status == BodyStatus.TooLarge ? TooLarge(body.MaxLength) : RpcError.Busy, request, output);
            body.Release();
            SetStatusAndLength(http.Response, outcome, output.Length);
            if (output.Pieces is [{ Length: <= MaxSlice } only])
                await http.Response.BodyWriter.WriteAsync(only, gone);
            else
                await SendAsync(http.Response.BodyWriter, output, gone);
        }
        catch (Exception e) when (IsGone(e, gone) || (!isRead && e is OperationCanceledException))
        {
            // The client is gone. Kestrel may report a reset through the reader before RequestAborted fires.
            if (!isRead)
                dialect.CompleteUnanswered(request, OutcomeCodes.CallerGone);
        }
        catch (IOException e) when (!isRead)
        {
            // The body was no HTTP, ended early or came too slowly: the caller's fault, so no error in the log. For some of
            // these Kestrel gives no status, such as a chunk size that overflows.
            var status = (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            dialect.CompleteUnanswered(request, status);
            http.Response.StatusCode = status;
            http.Response.ContentLength = 0;
            http.Response.Headers.Connection = "close";
        }
        finally
        {
            body.Release();
            output.Clear();
            memory.Ended(allowance.MaxTaken);
            pool.Return(buffers);
        }
    }

    private static bool IsGone(Exception failure, CancellationToken gone) => failure is ConnectionResetException or ConnectionAbortedException
        || (failure is OperationCanceledException or IOException and not BadHttpRequestException && gone.IsCancellationRequested);

    private static RpcError TooLarge(int limit) => RpcError.InvalidRequest($"Request body is larger than {limit} bytes");

    private static void SetStatusAndLength(HttpResponse response, RpcOutcome outcome, long length)
    {
        response.StatusCode = outcome.IsError ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        if (outcome.IsBusy)
            response.Headers.RetryAfter = RetryAfterSeconds;
        response.ContentLength = length;
    }

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

    private static async ValueTask SendAsync(PipeWriter writer, JsonOutput output, CancellationToken cancellation)
    {
        var pieces = output.Pieces;
        var unsent = 0;
        for (var i = 0; i < pieces.Count; i++)
            for (var rest = pieces[i]; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, MaxSlice)..])
            {
                var slice = rest[..Math.Min(rest.Length, MaxSlice)];
                writer.Write(slice.Span);
                unsent += slice.Length;
                if (unsent < MaxSlice)
                    continue;
                unsent = 0;
                if ((await writer.FlushAsync(cancellation)).IsCompleted)
                    return;
            }

        // After a flush, Kestrel does not send what is written later without another flush.
        await writer.FlushAsync(cancellation);
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
