using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Primitives;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// What doors that speak HTTP share: one request with its body becomes one answer of a known length. Each door says who calls, gives the
/// body to its dialect, and chooses the status.
/// </summary>
internal abstract class HttpDoor(CallBuffersPool pool, Dispatcher dispatcher, LargeRequestMemory memory)
{
    //   HTTP request                                            HTTP response
    //        |                                                        ^
    //        | 1 the door: headers, call id, who calls                | 4 status, length, bytes
    //        v                                                        |
    //   RequestBody ---- 2 bytes ----> dialect ------- 3 ------> JsonOutput
    //        |                              |                         |
    //        +--- counted by Allowance      +--- log, metrics         +--- pooled; long answers
    //             until released                                           counted by Allowance
    //
    //   2  The body is read up to the limit: in place where Kestrel has it, gathered if it is longer. A body that is too
    //      long, or that there is no room for, becomes a refusal. What is taken for the request is taken of the part for
    //      callers without a valid token, until the token is known to be valid.
    //   3  The dialect writes the whole answer, so its length is known before the first byte is sent. Each call is
    //      recorded exactly once. If the body could not be read, that is done here.
    //   4  The body is released before. One write if the answer is short, else slices that wait for the caller. Only then
    //      the output is given back.
    /// <summary>Reads the body, has it answered, and sends the answer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="request">What the door knows of it.</param>
    /// <param name="user">The caller, if a valid token of theirs is known already; else null.</param>
    protected async Task ExchangeAsync(HttpContext http, RpcRequestInfo request, string? user)
    {
        var buffers = pool.Get();
        var (allowance, body, output) = (buffers.Allowance, buffers.Body, buffers.Output);
        allowance.Open(http.Connection.RemoteIpAddress);
        if (user is not null)
            allowance.Confirm(user);
        var isRead = false;
        var gone = http.RequestAborted;
        using var span = JsonRpcInstruments.BeginCall(request.CallId);
        try
        {
            var status = await body.ReadAsync(http.Request, request.Token, gone);
            isRead = true;
            var answer = await AnswerAsync(http, request, buffers, status, gone);
            body.Release();
            SetStatus(http.Response, answer);
            if (answer.Status == StatusCodes.Status204NoContent)
            {
                http.Response.Headers.ContentType = StringValues.Empty;
                return;
            }

            http.Response.ContentLength = output.Length;
            if (output.Pieces is [{ Length: <= AnswerSending.MaxSlice } only])
                await http.Response.BodyWriter.WriteAsync(only, gone);
            else
                await output.SendAsync(http.Response.BodyWriter, gone);
        }
        catch (Exception e) when (IsGone(e, gone) || (!isRead && e is OperationCanceledException))
        {
            // The client is gone. Kestrel may report a reset through the reader before RequestAborted fires.
            if (!isRead)
                dispatcher.Complete(request, OutcomeCodes.CallerGone);
        }
        catch (IOException e) when (!isRead)
        {
            // The body was no HTTP, ended early or came too slowly: the caller's fault, so no error in the log. For some of
            // these Kestrel gives no status, such as a chunk size that overflows.
            var status = (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            dispatcher.Complete(request, status);
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

    /// <summary>Writes the answer to a body, or to one that was not taken.</summary>
    protected abstract ValueTask<HttpAnswer> AnswerAsync(
        HttpContext http, RpcRequestInfo request, CallBuffers buffers, BodyStatus status, CancellationToken gone);

    /// <summary>Sets the status of an answer, and when the caller may try again.</summary>
    protected static void SetStatus(HttpResponse response, HttpAnswer answer)
    {
        response.StatusCode = answer.Status;
        if (answer.RetryAfterMilliseconds > 0)
            SetRetryAfter(response, answer.RetryAfterMilliseconds);
    }

    /// <summary>Says when the caller may try again, in whole seconds.</summary>
    internal static void SetRetryAfter(HttpResponse response, int milliseconds) =>
        response.Headers.RetryAfter = ((milliseconds + 999) / 1000).ToString(CultureInfo.InvariantCulture);

    /// <summary>Why a body was not taken.</summary>
    protected static RpcError NotTaken(BodyStatus status, RequestBody body) => status == BodyStatus.TooLarge
        ? RpcError.InvalidRequest($"Request body is larger than {body.MaxLength} bytes")
        : RpcError.Busy;

    private static bool IsGone(Exception failure, CancellationToken gone) => failure is ConnectionResetException or ConnectionAbortedException
        || (failure is OperationCanceledException or IOException and not BadHttpRequestException && gone.IsCancellationRequested);
}

/// <summary>How an answer is sent.</summary>
/// <param name="Status">The HTTP status; with 204 there is no body.</param>
/// <param name="RetryAfterMilliseconds">When the caller may try again; 0 for no word of it.</param>
internal readonly record struct HttpAnswer(int Status, int RetryAfterMilliseconds = 0);
