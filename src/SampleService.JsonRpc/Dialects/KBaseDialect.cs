using Microsoft.Extensions.Logging;
using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// JSON-RPC as KBase services speak it: 1.1, 2.0 and version-less forms, a bare token in the Authorization header,
/// one argument by position. The order of the checks is part of the contract (section 1.3).
/// </summary>
public sealed class KBaseDialect(
    string serviceName, MethodTable methods, TokenChecker checkToken, IErrorTranslator errors, Admission admission,
    RequestLimits limits, CompatibilityOptions compatibility, TimeProvider clock, ICallLog calls, ILogger<KBaseDialect> log)
{
    /// <summary>Carries out the request in a body and writes the answer.</summary>
    /// <param name="body">The body; it must not change before the answer is written.</param>
    /// <param name="request">Where it came from.</param>
    /// <param name="output">Takes the answer, which is empty for a notification that succeeded.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    public ValueTask<RpcOutcome> HandleAsync(
        ReadOnlyMemory<byte> body, RpcRequestInfo request, JsonOutput output, CancellationToken cancellation)
    {
        JsonText text;
        try
        {
            text = JsonText.Parse(body, limits.JsonDepth, admission);
        }
        catch (JsonTextException e)
        {
            return new(Refuse(e.IsTooDeep ? RpcError.InvalidRequest(e.Message) : RpcError.Parse(Diagnose(e, request)), request, output));
        }
        catch (ByteBudgetException)
        {
            return new(Refuse(RpcError.Busy, request, output));
        }

        return HandleAsync(text, request, output, cancellation);
    }

    /// <summary>Why a body is not JSON: most likely because it is compressed, if its header says so.</summary>
    private static string Diagnose(JsonTextException failure, in RpcRequestInfo request) =>
        request.ContentEncoding is { } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? $"The body has the Content-Encoding {PlainWord.Of(encoding)}, which is not taken here: send it as it is"
            : failure.Message;

    /// <summary>Answers a request that was refused before its body could be read as a call.</summary>
    public RpcOutcome Refuse(RpcError error, in RpcRequestInfo request, JsonOutput output)
    {
        var outcome = Refuse(default, error, output);
        Complete(null, null, request, error.Outcome);
        return outcome;
    }

    /// <summary>Records the end of a request that cannot be answered: it was no HTTP, or the caller has gone.</summary>
    /// <param name="request">Where it came from.</param>
    /// <param name="outcome">One of <see cref="OutcomeCodes"/>.</param>
    public void CompleteUnanswered(in RpcRequestInfo request, int outcome) => Complete(null, null, request, outcome);

    /// <summary>The one place where calls end, for log, metrics and traces.</summary>
    private void Complete(
        RpcMethod? method, string? user, in RpcRequestInfo request, int outcome, string? called = null, string? diagnosis = null)
    {
        var elapsed = clock.GetElapsedTime(request.Arrived);
        calls.Write(new CallSummary(method?.Name ?? called, user, request.Address, elapsed.TotalMilliseconds, outcome, request.CallId)
        {
            Diagnosis = diagnosis,
        });
        JsonRpcInstruments.EndCall(method?.Name, elapsed, outcome);
    }

    private RpcOutcome Refuse(KBaseEnvelope envelope, RpcError error, JsonOutput output)
    {
        output.Clear();
        if (compatibility.Strict)
            error = error with { Message = error.Message ?? error.Diagnosis };
        envelope.WriteError(output, error);
        return error == RpcError.Busy ? RpcOutcome.Busy : RpcOutcome.Error;
    }

    /// <param name="text">The request, whose memory is given back at the end.</param>
    /// <param name="request">Where it came from.</param>
    /// <param name="output">Takes the answer.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    private async ValueTask<RpcOutcome> HandleAsync(JsonText text, RpcRequestInfo request, JsonOutput output, CancellationToken cancellation)
    {
        using var owned = text;
        var envelope = new KBaseEnvelope(text.Root);
        var method = methods.Find(envelope.Method);
        string? user = null;
        var token = AuthorizationHeader.FindToken(request.Authorization, compatibility.Strict);
        var isCounted = envelope.Method.Kind == JsonKind.String && method is not { IsAlwaysAdmitted: true };
        if (isCounted && !admission.TryBegin())
            return Failed(RpcError.Busy);
        try
        {
            if (envelope.Method.Kind != JsonKind.String)
                return Failed(RpcError.NoRequest(envelope.Diagnose()));
            if (method is { Token: not TokenRequirement.None })
            {
                var check = string.IsNullOrWhiteSpace(token) ? default : await checkToken(token, cancellation);
                user = check.User;
                if (user is null && (method.Token == TokenRequirement.Required || (compatibility.Strict && token is not null)))
                    return Failed(RpcError.Unauthenticated(WhyUnauthenticated(token, check)));
            }
            else if (method is null)
            {
                user = await FindCallerAsync(token, cancellation);
            }

            if (!envelope.IsWellFormed)
                return Failed(RpcError.NoRequest(envelope.Diagnose()));
            if (method is null)
                return Failed(RpcError.MethodNotFound(methods.DiagnoseUnknown(NameOf(envelope.Method))));
            if (!TryGetArgument(envelope.Params, method, out var argument))
                return Failed(DiagnoseParameters(envelope.Params));
            BeginAnswer(envelope, method, output);
            await method.Invoke(new RpcCall(method, request, user, user is null ? null : token, cancellation), argument, output);
            EndAnswer(envelope, method, output);
            Complete(method, user, request, OutcomeCodes.Success);
            return RpcOutcome.Success;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Complete(method, user, request, OutcomeCodes.CallerGone);
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
                RpcLog.Unexpected(log, e, method?.Name, request.CallId);
                error = RpcError.Unexpected;
            }
            else if (e.InnerException is not null)
            {
                RpcLog.FailedBelow(log, e.InnerException, method?.Name, request.CallId);
            }

            return Failed(error.WithoutToken(token));
        }
        finally
        {
            // Only after the log has the call: when the log is slow, this slows callers down too.
            if (isCounted)
                admission.End();
        }

        RpcOutcome Failed(RpcError error)
        {
            var outcome = TryRefuse(envelope, ref error, output);
            Complete(method, user, request, error.Outcome, method is null ? NameOf(envelope.Method) : null, error.Diagnosis);
            return outcome;
        }
    }

    /// <summary>The name that was called, for messages and the log; null if there is none.</summary>
    private static string? NameOf(JsonValue method) => method.AsString() is { Length: > 0 } name ? PlainWord.Of(name) : null;

    /// <summary>Whose call of an unknown method it is, for the log alone: the answer does not depend on it.</summary>
    private async ValueTask<string?> FindCallerAsync(string? token, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(token))
            return null;
        try
        {
            return (await checkToken(token, cancellation)).User;
        }
        catch (Exception e) when (errors.Translate(e) is not null)
        {
            // Who could not be asked has said so in the log.
            return null;
        }
    }

    /// <summary>Writes an error; where there is no room for the id of the request, which can be long, one without it.</summary>
    private RpcOutcome TryRefuse(KBaseEnvelope envelope, ref RpcError error, JsonOutput output)
    {
        try
        {
            return Refuse(envelope, error, output);
        }
        catch (ByteBudgetException)
        {
            error = RpcError.Busy;
            return Refuse(default, error, output);
        }
    }

    private static void BeginAnswer(KBaseEnvelope envelope, RpcMethod method, JsonOutput output)
    {
        envelope.BeginResult(output);
        if (method.HasResult)
            output.Raw("["u8);
    }

    /// <summary>Writes what comes after the result; takes everything back for a notification.</summary>
    private static void EndAnswer(KBaseEnvelope envelope, RpcMethod method, JsonOutput output)
    {
        output.Raw(method.HasResult ? "]"u8 : "null"u8);
        if (envelope.IsNotification)
            output.Clear();
        else
            envelope.EndResult(output);
    }

    private string WhyUnauthenticated(string? token, TokenCheck check) =>
        token is null ? $"Authentication required for {serviceName} but no authentication header was passed"
        : string.IsNullOrWhiteSpace(token) ? "Token validation failed: Must supply token"
        : $"Token validation failed: {check.Reason}";

    /// <summary>The argument of a method, which is absent if it takes none; false if the parameters do not fit.</summary>
    private static bool TryGetArgument(JsonValue parameters, RpcMethod method, out JsonValue argument)
    {
        argument = default;
        if (!IsList(parameters))
            return false;
        var items = parameters.Items;
        if (!items.MoveNext())
            return !method.TakesArgument;
        argument = items.Current;
        return method.TakesArgument && IsArgument(argument) && !items.MoveNext();
    }

    /// <summary>Why parameters do not fit.</summary>
    private static RpcError DiagnoseParameters(JsonValue parameters)
    {
        if (parameters.Kind == JsonKind.Object)
            return RpcError.InvalidParams("expected positional params, not keyword");
        if (!IsList(parameters))
            return RpcError.NoRequest("params must be a list");
        var items = parameters.Items;
        return RpcError.InvalidParams(
            !items.MoveNext() ? "not enough arguments"
            : !IsArgument(items.Current) ? "positional arg #1 is the wrong type"
            : "too many arguments");
    }

    private static bool IsList(JsonValue parameters) => parameters.IsNullOrAbsent || parameters.Kind == JsonKind.Array;

    private static bool IsArgument(JsonValue value) => value.Kind is JsonKind.Object or JsonKind.Null;
}
