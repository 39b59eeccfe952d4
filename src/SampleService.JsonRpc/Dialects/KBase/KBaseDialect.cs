using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// JSON-RPC as KBase services speak it: 1.1, 2.0 and version-less forms, a bare token in the Authorization header,
/// one argument by position. The order of the checks is part of the contract (docs/api/README.md).
/// </summary>
public sealed class KBaseDialect
{
    private readonly Dispatcher _dispatcher;
    private readonly int _maxDepth;
    private readonly KBaseDoorMethods _methods;

    /// <param name="serviceName">What messages call the service.</param>
    /// <param name="methods">The methods.</param>
    /// <param name="dispatcher">Carries out the calls.</param>
    /// <param name="limits">How deep a body may be nested.</param>
    /// <param name="compatibility">How much callers are told of broken envelopes.</param>
    public KBaseDialect(
        string serviceName, MethodTable methods, Dispatcher dispatcher, RequestLimits limits, CompatibilityOptions compatibility)
    {
        _dispatcher = dispatcher;
        _maxDepth = limits.JsonDepth;
        _methods = new KBaseDoorMethods(serviceName, methods.On(Doors.KBase), compatibility.Strict);
    }

    /// <summary>Carries out the request in a body and writes the answer.</summary>
    /// <param name="body">The body; it must not change before the answer is written.</param>
    /// <param name="request">Where it came from.</param>
    /// <param name="allowance">What it may cost.</param>
    /// <param name="output">Takes the answer, which is empty for a notification that succeeded.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    public ValueTask<RpcOutcome> HandleAsync(
        ReadOnlyMemory<byte> body, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation) =>
        body.Length > Allowance.MaxUncountedBody
            ? HandleApartAsync(body, request, allowance, output, cancellation)
            : ParseAndHandleAsync(body, request, allowance, output, cancellation);

    // A method of its own, so that only these calls allocate a closure.
    private ValueTask<RpcOutcome> HandleApartAsync(
        ReadOnlyMemory<byte> body, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation) =>
        _dispatcher.RunApartAsync(
            body.Length, request, allowance, () => ParseAndHandleAsync(body, request, allowance, output, cancellation), cancellation);

    private ValueTask<RpcOutcome> ParseAndHandleAsync(
        ReadOnlyMemory<byte> body, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation)
    {
        JsonText text;
        try
        {
            text = JsonText.Parse(body, _maxDepth, allowance);
        }
        catch (JsonTextException e)
        {
            return new(Refuse(
                e.IsTooDeep ? RpcError.InvalidRequest(e.Message)
                : body.IsEmpty ? RpcError.NoBody(e.Message)
                : RpcError.Parse(ParseFault.Diagnose(e, request)),
                request, output));
        }
        catch (Exception e) when (Dispatcher.IsOutOfMemory(e))
        {
            return allowance.NeedsToken
                ? ConfirmAndHandleAsync(body, request, allowance, output, cancellation)
                : new(Refuse(RpcError.Busy, request, output));
        }

        return _dispatcher.DispatchAsync(
            new KBaseCall(text.Root, _methods), text, body.Length, request, allowance, output, cancellation);
    }

    /// <summary>The part of callers without a valid token is used up. A call of one who has a token does not depend on it.</summary>
    private async ValueTask<RpcOutcome> ConfirmAndHandleAsync(
        ReadOnlyMemory<byte> body, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation)
    {
        try
        {
            await _dispatcher.JudgeAsync(request.Token, allowance, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return Refuse(_dispatcher.Describe(e, null, request).WithoutToken(request.Token), request, output);
        }

        return allowance.IsConfirmed
            ? await ParseAndHandleAsync(body, request, allowance, output, cancellation)
            : Refuse(RpcError.Busy, request, output);
    }

    /// <summary>Answers a request that was refused before its body could be read as a call.</summary>
    public RpcOutcome Refuse(RpcError error, in RpcRequestInfo request, JsonOutput output)
    {
        output.Clear();
        KBaseCall.WriteErrorWithoutCall(output, error);
        _dispatcher.Complete(request, error);
        return RpcOutcome.Of(error);
    }

    /// <summary>Answers a request of whose token could not be found out, before its body was read, whether it is valid.</summary>
    public RpcOutcome Refuse(Exception failure, in RpcRequestInfo request, JsonOutput output) =>
        Refuse(_dispatcher.Describe(failure, null, request), request, output);
}

/// <summary>What all calls of the KBase door share.</summary>
/// <param name="ServiceName">What messages call the service.</param>
/// <param name="Table">The methods.</param>
/// <param name="IsStrict">Whether callers are told what is wrong with an envelope.</param>
internal sealed record KBaseDoorMethods(string ServiceName, MethodTable Table, bool IsStrict);
