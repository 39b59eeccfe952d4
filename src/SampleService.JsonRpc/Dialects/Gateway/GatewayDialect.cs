using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// JSON-RPC 2.0 as the gateway door speaks it, batches included (docs/gateway.md). Who calls is known before: a call without an
/// identity is a fault of the door.
/// </summary>
public sealed class GatewayDialect(MethodTable methods, Dispatcher dispatcher, RequestLimits limits)
{
    private readonly MethodTable _methods = methods.On(Doors.Gateway);

    /// <summary>Carries out the request in a body and writes the answer.</summary>
    /// <param name="body">The body; it must not change before the answer is written.</param>
    /// <param name="request">Where it came from, and who calls.</param>
    /// <param name="allowance">What it may cost.</param>
    /// <param name="output">Takes the answer, which is empty if there is none.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    public ValueTask<GatewayReply> HandleAsync(
        ReadOnlyMemory<byte> body, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation) =>
        body.Length > Allowance.MaxUncountedBody
            ? HandleApartAsync(body, request, allowance, output, cancellation)
            : ParseAndHandleAsync(body, request, allowance, output, cancellation);

    /// <summary>Answers a request that was refused before its body could be read.</summary>
    public GatewayReply Refuse(RpcError error, in RpcRequestInfo request, JsonOutput output)
    {
        output.Clear();
        GatewayCall.WriteErrorWithoutCall(output, error, request.CallId);
        dispatcher.Complete(request, error);
        return GatewayReply.Of(RpcOutcome.Of(error));
    }

    /// <summary>Answers a request of which could not be found out whether what it presents is valid.</summary>
    public GatewayReply Refuse(Exception failure, in RpcRequestInfo request, JsonOutput output) =>
        Refuse(dispatcher.Describe(failure, null, request), request, output);

    // A method of its own, so that only these calls allocate a closure.
    private ValueTask<GatewayReply> HandleApartAsync(
        ReadOnlyMemory<byte> body, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation) =>
        dispatcher.RunApartAsync(
            body.Length, request, allowance, () => ParseAndHandleAsync(body, request, allowance, output, cancellation), cancellation);

    private async ValueTask<GatewayReply> ParseAndHandleAsync(
        ReadOnlyMemory<byte> body, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation)
    {
        JsonText text;
        try
        {
            text = JsonText.Parse(body, limits.JsonDepth, allowance);
        }
        catch (JsonTextException e)
        {
            return Refuse(
                e.IsTooDeep ? RpcError.InvalidRequest(e.Message) : RpcError.Parse(ParseFault.Diagnose(e, request)), request, output);
        }
        catch (Exception e) when (Dispatcher.IsOutOfMemory(e))
        {
            return Refuse(RpcError.Busy, request, output);
        }

        var shared = new GatewayRequest(_methods, request.Identity is { User: null, IsJudged: true }, request.CallId);
        if (text.Root.Kind == JsonKind.Array)
        {
            using (text)
                return await HandleBatchAsync(text.Root, shared, request, allowance, output, cancellation);
        }

        var call = new GatewayCall(text.Root, shared);
        if (shared.IsAnonymous && call.NeedsToken)
        {
            text.Dispose();
            return NeedsToken(request);
        }

        return GatewayReply.Of(await dispatcher.DispatchAsync(call, text, body.Length, request, allowance, output, cancellation));
    }

    private async ValueTask<GatewayReply> HandleBatchAsync(
        JsonValue list, GatewayRequest shared, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation)
    {
        var calls = new List<JsonValue>();
        foreach (var item in list.Items)
        {
            if (calls.Count == limits.BatchSize)
                return Refuse(RpcError.InvalidRequest($"a batch may have at most {limits.BatchSize} calls"), request, output);
            calls.Add(item);
        }

        if (calls.Count == 0)
            return Refuse(RpcError.InvalidRequest("a batch must have at least one call"), request, output);
        if (shared.IsAnonymous && calls.TrueForAll(call => new GatewayCall(call, shared).NeedsToken))
            return NeedsToken(request);
        return await new GatewayBatch(dispatcher, calls, shared, request, allowance, output, cancellation).RunAsync();
    }

    private GatewayReply NeedsToken(in RpcRequestInfo request)
    {
        dispatcher.Complete(request, OutcomeCodes.TokenRefused);
        return new GatewayReply(NeedsToken: true, RefusedBy: null);
    }
}

/// <summary>What the transport has to know of an answer.</summary>
/// <param name="NeedsToken">Whether all calls need a token and there was none: nothing was carried out, and nothing is written.</param>
/// <param name="RefusedBy">The state of the platform that refused every call; null when some call met none.</param>
public readonly record struct GatewayReply(bool NeedsToken, PlatformState? RefusedBy)
{
    internal static GatewayReply Of(RpcOutcome outcome) => new(NeedsToken: false, outcome.State);
}
