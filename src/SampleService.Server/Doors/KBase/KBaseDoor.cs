using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Primitives;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Telemetry;

namespace SampleService.Server;

/// <summary>
/// The KBase door: every path and every verb is a JSON-RPC call (contract section 1.1). Answers have exact headers, a
/// known length, and no status but 200 and 500.
/// </summary>
internal sealed class KBaseDoor(
    KBaseDialect dialect, Admission admission, RequestLimits limits, CallerAddress addresses, CallIds callIds, TimeProvider clock)
{
    private const int KeptOutputs = 64;

    /// <summary>What is sent at a time: the transport copies it, and waits for a slow caller before it takes more.</summary>
    private const int LargestSlice = 64 * 1024;

    private static readonly Func<object, bool> IsLocal = static http => CallerAddress.IsLocal((HttpContext)http);
    private static readonly StringValues AnyOrigin = "*";
    private static readonly StringValues AuthorizationHeader = "authorization";
    private static readonly StringValues CallIdHeader = "X-Call-Id";
    private static readonly StringValues JsonContentType = "application/json";
    private static readonly StringValues RetryAfterSeconds = "1";

    private readonly ObjectPool<JsonOutput> _outputs =
        new DefaultObjectPoolProvider { MaximumRetained = KeptOutputs }.Create(new OutputPolicy(admission));

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

        var peer = PeerOf(http, callId, arrived);
        var output = _outputs.Get();
        var isRead = false;
        var gone = http.RequestAborted;
        using var span = Spans.BeginCall(callId);
        try
        {
            var limit = peer.Authorization is null ? limits.AnonymousRequestBytes : limits.RequestBytes;
            var (body, refusal) = await RequestBody.ReadAsync(http.Request, limit, admission, gone);
            isRead = true;
            RpcOutcome outcome;
            try
            {
                outcome = refusal is { } error
                    ? dialect.Refuse(error, peer, output)
                    : await dialect.HandleAsync(body.Bytes, peer, output, gone);
            }
            finally
            {
                body.Release();
            }

            Announce(http.Response, outcome, output.Length);
            if (output.Pieces is [{ Length: <= LargestSlice } only])
                await http.Response.BodyWriter.WriteAsync(only, gone);
            else
                await SendAsync(http.Response.BodyWriter, output, gone);
        }
        catch (Exception e) when (IsGone(e, gone) || (!isRead && e is OperationCanceledException))
        {
            // Nobody is left to be answered. Of a connection that the web server gives up, the reader can learn before the token does.
            if (!isRead)
                dialect.GiveUp(peer, OutcomeCodes.CallerGone);
        }
        catch (IOException e) when (!isRead)
        {
            // The body was no HTTP, ended early or came too slowly: the caller's fault, and no error of ours for the log. Some of
            // it the web server tells without a status, such as a size of a chunk that no number holds.
            var status = (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            dialect.GiveUp(peer, status);
            http.Response.StatusCode = status;
            http.Response.ContentLength = 0;
            http.Response.Headers.Connection = "close";
        }
        finally
        {
            // Until here the answer was counted.
            output.Clear();
            _outputs.Return(output);
        }
    }

    private static bool IsGone(Exception failure, CancellationToken gone) => failure is ConnectionResetException or ConnectionAbortedException
        || (failure is OperationCanceledException or IOException and not BadHttpRequestException && gone.IsCancellationRequested);

    private static void Announce(HttpResponse response, RpcOutcome outcome, long length)
    {
        response.StatusCode = outcome.IsError ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        if (outcome.IsBusy)
            response.Headers.RetryAfter = RetryAfterSeconds;
        response.ContentLength = length;
    }

    private RpcPeer PeerOf(HttpContext http, string callId, long arrived)
    {
        var authorization = http.Request.Headers.Authorization;
        return new RpcPeer(
            authorization.Count > 0 ? authorization.ToString() : null, addresses.Of(http), new RpcOrigin(http, IsLocal), callId, arrived);
    }

    private static async ValueTask SendAsync(PipeWriter writer, JsonOutput output, CancellationToken cancellation)
    {
        var pieces = output.Pieces;
        var unsent = 0;
        for (var i = 0; i < pieces.Count; i++)
            for (var rest = pieces[i]; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, LargestSlice)..])
            {
                var slice = rest[..Math.Min(rest.Length, LargestSlice)];
                writer.Write(slice.Span);
                unsent += slice.Length;
                if (unsent < LargestSlice)
                    continue;
                unsent = 0;
                if ((await writer.FlushAsync(cancellation)).IsCompleted)
                    return;
            }

        // What was written after a flush in the middle is not sent by the end of the request alone.
        await writer.FlushAsync(cancellation);
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

    private sealed class OutputPolicy(Admission admission) : PooledObjectPolicy<JsonOutput>
    {
        public override JsonOutput Create() => new(admission);

        public override bool Return(JsonOutput output) => true;
    }
}
