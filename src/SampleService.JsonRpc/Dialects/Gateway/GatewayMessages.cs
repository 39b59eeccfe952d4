using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// The dialect of the gateway door for connections that carry one message after the other, each one request (docs/gateway.md). Who calls
/// is known before.
/// </summary>
public sealed class GatewayMessages(MethodTable methods, Dispatcher dispatcher, RequestLimits limits)
{
    private const string Cancellation = "$/cancelRequest";

    private static readonly RpcError Batch = RpcError.InvalidRequest("a message is one request, and no batch");

    private readonly MethodTable _methods = methods.On(Doors.Gateway | Doors.WebSocket);

    /// <summary>Reads a message, whatever it is.</summary>
    /// <param name="bytes">The message; it must not change before the result is disposed of.</param>
    /// <param name="request">Where it came from.</param>
    /// <param name="allowance">What it may cost.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    public ValueTask<GatewayMessage> ReadAsync(
        ReadOnlyMemory<byte> bytes, RpcRequestInfo request, Allowance allowance, CancellationToken cancellation) =>
        bytes.Length > Allowance.MaxUncountedBody
            ? ReadApartAsync(bytes, request, allowance, cancellation)
            : new(Read(bytes, request, allowance));

    /// <summary>Carries a message out and writes its answer, which is empty if it has none.</summary>
    /// <param name="message">The message.</param>
    /// <param name="request">Where it came from, and who calls.</param>
    /// <param name="allowance">What it may cost.</param>
    /// <param name="output">Takes the answer.</param>
    /// <param name="cancellation">Cancelled when the call is taken back, or the caller has gone.</param>
    public async ValueTask AnswerAsync(
        GatewayMessage message, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation)
    {
        if (message.FindFault() is { } fault)
            Refuse(message, fault, request, output);
        else if (message.IsCancellation)
            AnswerCancellation(message, request, output);
        else
            await DispatchAsync(message, request, allowance, output, cancellation);
    }

    /// <summary>Answers a message that cannot be carried out.</summary>
    public void Refuse(GatewayMessage message, RpcError error, in RpcRequestInfo request, JsonOutput output)
    {
        if (message.IsRead)
        {
            error = Dispatcher.Refuse(message.Call, error, output);
        }
        else
        {
            output.Clear();
            GatewayCall.WriteErrorWithoutCall(output, error, request.CallId);
        }

        dispatcher.Complete(request, error);
    }

    /// <summary>Answers a message of which could not be found out whether its caller may still call.</summary>
    public void Refuse(GatewayMessage message, Exception failure, in RpcRequestInfo request, JsonOutput output) =>
        Refuse(message, dispatcher.Describe(failure, message.Call.Method, request), request, output);

    /// <summary>A message that there was no room for, or that cannot be read.</summary>
    public static GatewayMessage NotTaken(RpcError error) => new(error, length: 0);

    private async ValueTask DispatchAsync(
        GatewayMessage message, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation)
    {
        try
        {
            if (message.Length > Allowance.MaxUncountedBody)
                await DispatchApartAsync(message, request, allowance, output, cancellation);
            else
                await dispatcher.DispatchAsync(message.Call, null, message.Length, request, allowance, output, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The log has it already.
            Dispatcher.Refuse(message.Call, RpcError.Cancelled, output);
        }
    }

    // Methods of their own, so that only long messages allocate a closure.
    private ValueTask<GatewayMessage> ReadApartAsync(
        ReadOnlyMemory<byte> bytes, RpcRequestInfo request, Allowance allowance, CancellationToken cancellation) =>
        dispatcher.RunApartAsync(
            bytes.Length, request, allowance, () => new ValueTask<GatewayMessage>(Read(bytes, request, allowance)), cancellation);

    private ValueTask<RpcOutcome> DispatchApartAsync(
        GatewayMessage message, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation) =>
        dispatcher.RunApartAsync(
            message.Length, request, allowance,
            () => dispatcher.DispatchAsync(message.Call, null, message.Length, request, allowance, output, cancellation), cancellation);

    private GatewayMessage Read(ReadOnlyMemory<byte> bytes, in RpcRequestInfo request, Allowance allowance)
    {
        try
        {
            var text = JsonText.Parse(bytes, limits.JsonDepth, allowance);
            if (text.Root.Kind != JsonKind.Array)
                return new GatewayMessage(text, new GatewayCall(text.Root, new GatewayRequest(_methods, IsAnonymous: false, request.CallId)), bytes.Length);
            text.Dispose();
            return new GatewayMessage(Batch, bytes.Length);
        }
        catch (JsonTextException e)
        {
            return new GatewayMessage(e.IsTooDeep ? RpcError.InvalidRequest(e.Message) : RpcError.Parse(e.Message), bytes.Length);
        }
        catch (Exception e) when (Dispatcher.IsOutOfMemory(e))
        {
            return new GatewayMessage(RpcError.Busy, bytes.Length);
        }
    }

    private void AnswerCancellation(GatewayMessage message, in RpcRequestInfo request, JsonOutput output)
    {
        if (message.CancelledId.IsEmpty)
        {
            Refuse(message, RpcError.InvalidParams("an object with the id of a call is expected"), request, output);
            return;
        }

        if (!message.IsNotification)
            message.Call.WriteNoResult(output);
        dispatcher.Complete(request, Cancellation, request.Identity?.User, OutcomeCodes.Success);
    }
}
