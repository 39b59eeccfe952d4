using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// The KBase door: every path and every verb is a JSON-RPC call (contract section 1.1). Answers have exact headers, a
/// known length, and no status but 200 and 500.
/// </summary>
internal sealed class KBaseDoor(
    KBaseDialect dialect, Admission admission, RequestLimits limits, CallerAddress addresses, CallIds callIds)
{
    private const int KeptOutputs = 64;

    private static readonly StringValues AnyOrigin = "*";
    private static readonly StringValues AuthorizationHeader = "authorization";
    private static readonly StringValues CallIdHeader = "X-Call-Id";
    private static readonly StringValues JsonContentType = "application/json";
    private static readonly StringValues RetryAfterSeconds = "1";

    private readonly ConcurrentBag<JsonOutput> _outputs = [];

    public async Task HandleAsync(HttpContext http)
    {
        var callId = callIds.Next();
        SetHeaders(http, callId);
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.ContentLength = 0;
            return;
        }

        var output = _outputs.TryTake(out var kept) ? kept : new JsonOutput();
        try
        {
            await AnswerAsync(http, callId, output);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: nobody is left to be answered.
        }
        catch (BadHttpRequestException broken) when (!http.Response.HasStarted)
        {
            // The body was no HTTP, ended early or came too slowly: the caller's fault, and no error of ours for the log.
            http.Response.StatusCode = broken.StatusCode;
            http.Response.ContentLength = 0;
            http.Response.Headers.Connection = "close";
        }
        finally
        {
            output.Clear();
            if (_outputs.Count < KeptOutputs)
                _outputs.Add(output);
            else
                output.Dispose();
        }
    }

    private async Task AnswerAsync(HttpContext http, string callId, JsonOutput output)
    {
        var authorization = http.Request.Headers.Authorization;
        var limit = authorization.Count > 0 ? limits.RequestBytes : limits.AnonymousRequestBytes;
        var (body, refusal) = await RequestBody.ReadAsync(http.Request, limit, admission, http.RequestAborted);
        RpcOutcome outcome;
        try
        {
            var peer = new RpcPeer(
                authorization.Count > 0 ? authorization.ToString() : null, addresses.Of(http), CallerAddress.IsLocal(http), callId);
            outcome = refusal is { } error
                ? KBaseDialect.Refuse(error, output)
                : await dialect.HandleAsync(body.Bytes, peer, output, http.RequestAborted);
        }
        finally
        {
            body.Release();
        }

        var response = http.Response;
        response.StatusCode = outcome.IsError ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        if (outcome.IsBusy)
            response.Headers.RetryAfter = RetryAfterSeconds;
        response.ContentLength = output.Length;
        foreach (var piece in output.Pieces)
            await response.BodyWriter.WriteAsync(piece, http.RequestAborted);
        // What was written after a flush in the middle is not sent by the end of the request alone.
        await response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static void SetHeaders(HttpContext http, string callId)
    {
        var headers = http.Response.Headers;
        var asked = http.Request.Headers.AccessControlRequestHeaders;
        headers.AccessControlAllowOrigin = AnyOrigin;
        headers.AccessControlAllowHeaders = asked.Count > 0 && IsSendable(asked.ToString()) ? asked.ToString() : AuthorizationHeader;
        headers.AccessControlExposeHeaders = CallIdHeader;
        headers.ContentType = JsonContentType;
        headers["X-Call-Id"] = callId;
    }

    /// <summary>A header can be received with characters that cannot be sent.</summary>
    private static bool IsSendable(string value) => value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;
}
