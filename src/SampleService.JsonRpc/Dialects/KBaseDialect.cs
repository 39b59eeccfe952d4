using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// JSON-RPC as KBase services speak it: 1.1, 2.0 and version-less forms, a bare token in the Authorization header,
/// one argument by position. The order of the checks is part of the contract (section 1.3).
/// </summary>
public sealed class KBaseDialect(
    string serviceName, MethodTable methods, ITokenChecker tokens, IErrorTranslator errors, Admission admission,
    RequestLimits limits, TimeProvider clock, ILogger<KBaseDialect> log)
{
    /// <summary>Carries out the request that a body holds and writes the answer.</summary>
    /// <param name="body">The body; it must not change before the answer is written.</param>
    /// <param name="peer">Where it came from.</param>
    /// <param name="output">Takes the answer, which is empty for a notification that succeeded.</param>
    /// <param name="cancellation">Tells that nobody waits any more.</param>
    public async ValueTask<RpcOutcome> HandleAsync(
        ReadOnlyMemory<byte> body, RpcPeer peer, JsonOutput output, CancellationToken cancellation)
    {
        JsonText text;
        try
        {
            text = JsonText.Parse(body, limits.JsonDepth, admission);
        }
        catch (JsonTextException e)
        {
            return Refuse(e.IsTooDeep ? RpcError.InvalidRequest(e.Message) : RpcError.Parse(e.Message), peer, output);
        }
        catch (ByteBudgetException)
        {
            return Refuse(RpcError.Busy, peer, output);
        }

        using (text)
            return await HandleAsync(new KBaseEnvelope(text.Root), peer, output, cancellation);
    }

    /// <summary>Answers a request that is not taken for a call at all.</summary>
    public RpcOutcome Refuse(RpcError error, RpcPeer peer, JsonOutput output)
    {
        CallLog.Ended(log, null, null, peer.Address, clock.GetElapsedTime(peer.Arrived).TotalMilliseconds, error.Code, peer.CallId);
        return Refuse(default, error, output);
    }

    private static RpcOutcome Refuse(KBaseEnvelope envelope, RpcError error, JsonOutput output)
    {
        output.Clear();
        envelope.WriteError(output, error);
        return error == RpcError.Busy ? RpcOutcome.Busy : RpcOutcome.Error;
    }

    private async ValueTask<RpcOutcome> HandleAsync(
        KBaseEnvelope envelope, RpcPeer peer, JsonOutput output, CancellationToken cancellation)
    {
        var method = envelope.Method.AsString() is { } name ? methods.Find(name) : null;
        string? user = null;
        var isCounted = method is { IsAlwaysAdmitted: false };
        if (isCounted && !admission.TryBegin())
            return Failed(RpcError.Busy);
        try
        {
            if (envelope.Method.Kind != JsonKind.String)
                return Failed(RpcError.InvalidRequest());
            string? token = null;
            if (method is { Token: not TokenRequirement.None })
            {
                var (refusal, owner) = await AuthenticateAsync(method, peer.Authorization, cancellation);
                if (refusal is { } error)
                    return Failed(error);
                user = owner;
                token = owner is null ? null : peer.Authorization;
            }

            if (!envelope.IsWellFormed)
                return Failed(RpcError.InvalidRequest());
            if (method is null)
                return Failed(RpcError.MethodNotFound);
            if (FindParameterFault(envelope.Params, method) is { } fault)
                return Failed(fault);
            await InvokeAsync(envelope, new RpcCall(method, peer, user, token, cancellation), output);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (ByteBudgetException)
        {
            return Failed(RpcError.Busy);
        }
        catch (Exception e)
        {
            if (errors.Translate(e) is not { } error)
            {
                CallLog.Unexpected(log, e, method?.Name, peer.CallId);
                error = RpcError.Unexpected;
            }
            else if (e.InnerException is not null)
            {
                CallLog.FailedBelow(log, e.InnerException, method?.Name, peer.CallId);
            }

            return Failed(error);
        }
        finally
        {
            if (isCounted)
                admission.End();
        }

        CallLog.Ended(log, method.Name, user, peer.Address, Elapsed(), 0, peer.CallId);
        return RpcOutcome.Success;

        RpcOutcome Failed(RpcError error)
        {
            CallLog.Ended(log, method?.Name, user, peer.Address, Elapsed(), error.Code, peer.CallId);
            return Refuse(envelope, error, output);
        }

        double Elapsed() => clock.GetElapsedTime(peer.Arrived).TotalMilliseconds;
    }

    private static async ValueTask InvokeAsync(KBaseEnvelope envelope, RpcCall call, JsonOutput output)
    {
        var argument = default(JsonValue);
        foreach (var item in envelope.Params.Items)
            argument = item;
        envelope.BeginResult(output);
        if (call.Method.HasResult)
            output.Raw("["u8);
        await call.Method.Invoke(call, argument, output);
        output.Raw(call.Method.HasResult ? "]"u8 : "null"u8);
        if (envelope.IsNotification)
            output.Clear();
        else
            envelope.EndResult(output);
    }

    private async ValueTask<(RpcError? Refusal, string? User)> AuthenticateAsync(
        RpcMethod method, string? authorization, CancellationToken cancellation)
    {
        var required = method.Token == TokenRequirement.Required;
        if (authorization is null)
            return (required
                ? RpcError.Server($"Authentication required for {serviceName} but no authentication header was passed")
                : null, null);
        if (string.IsNullOrWhiteSpace(authorization))
            return (required ? RpcError.Server("Token validation failed: Must supply token") : null, null);
        var check = await tokens.CheckAsync(authorization, cancellation);
        return check.User is null && required
            ? (RpcError.Server($"Token validation failed: {check.Reason}"), null)
            : (null, check.User);
    }

    private static RpcError? FindParameterFault(JsonValue parameters, RpcMethod method)
    {
        switch (parameters.Kind)
        {
            case JsonKind.Object:
                return RpcError.InvalidParams("expected positional params, not keyword");
            case JsonKind.Array or JsonKind.Null or JsonKind.Absent:
                break;
            default:
                return RpcError.InvalidRequest();
        }

        var count = 0;
        foreach (var item in parameters.Items)
        {
            if (count == 0 && item.Kind is not (JsonKind.Object or JsonKind.Null))
                return RpcError.InvalidParams("positional arg #1 is the wrong type");
            if (++count > 1)
                break;
        }

        var expected = method.TakesArgument ? 1 : 0;
        return count < expected ? RpcError.InvalidParams("not enough arguments")
            : count > expected ? RpcError.InvalidParams("too many arguments")
            : null;
    }
}
