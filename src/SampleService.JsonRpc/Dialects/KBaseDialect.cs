using System.Text;
using Microsoft.Extensions.Logging;
using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// JSON-RPC as KBase services speak it: 1.1, 2.0 and version-less forms, a bare token in the Authorization header,
/// one argument by position. The order of the checks is part of the contract (docs/api/README.md).
/// </summary>
public sealed class KBaseDialect(
    string serviceName, MethodTable methods, ICallerTokens tokens, IErrorTranslator errors, RequestLimits limits,
    CompatibilityOptions compatibility, TimeProvider clock, ICallLog calls, ILogger<KBaseDialect> log)
{
    /// <summary>A body of more bytes takes so long that a thread of the pool would be missed.</summary>
    private const int MaxBodyOnPool = 1_000_000;

    /// <summary>Where what costs much is done for callers without a valid token: others find a processor free.</summary>
    private readonly LimitedWork _anonymousWork = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>The same for callers with one: all processors, and little that waits for them.</summary>
    private readonly LimitedWork _work = new(2 * Environment.ProcessorCount);

    /// <summary>Bytes of an unknown method's name that are looked at: more than are shown.</summary>
    private const int MaxNameRead = 1024;

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

    // Methods of their own, so that only these calls allocate a closure.
    private ValueTask<RpcOutcome> HandleApartAsync(
        ReadOnlyMemory<byte> body, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation)
    {
        return !allowance.IsConfirmed ? _anonymousWork.RunAsync(HandleAsync)
            : body.Length > MaxBodyOnPool ? LimitedWork.RunOnOwnThreadAsync(HandleAsync)
            : _work.RunAsync(HandleAsync);

        ValueTask<RpcOutcome> HandleAsync() => ParseAndHandleAsync(body, request, allowance, output, cancellation);
    }

    private ValueTask InvokeApartAsync(RpcCall call, JsonValue argument, JsonOutput output, bool isAnonymous) =>
        (isAnonymous ? _anonymousWork : _work).RunAsync(() => call.Method.Invoke(call, argument, output));

    private ValueTask<RpcOutcome> ParseAndHandleAsync(
        ReadOnlyMemory<byte> body, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation)
    {
        JsonText text;
        try
        {
            text = JsonText.Parse(body, limits.JsonDepth, allowance);
        }
        catch (JsonTextException e)
        {
            return new(Refuse(e.IsTooDeep ? RpcError.InvalidRequest(e.Message) : RpcError.Parse(Diagnose(e, request)), request, output));
        }
        catch (Exception e) when (IsOutOfMemory(e))
        {
            return allowance.NeedsToken
                ? ConfirmAndHandleAsync(body, request, allowance, output, cancellation)
                : new(Refuse(RpcError.Busy, request, output));
        }

        return HandleAsync(text, body.Length, request, allowance, output, cancellation);
    }

    /// <summary>The part of callers without a valid token is used up. A call of one who has a token does not depend on it.</summary>
    private async ValueTask<RpcOutcome> ConfirmAndHandleAsync(
        ReadOnlyMemory<byte> body, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation)
    {
        try
        {
            await CheckAsync(request.Token, allowance, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return Refuse(Describe(e, null, request).WithoutToken(request.Token), request, output);
        }

        return allowance.IsConfirmed
            ? await ParseAndHandleAsync(body, request, allowance, output, cancellation)
            : Refuse(RpcError.Busy, request, output);
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

    /// <summary>Answers a request of whose token could not be found out, before its body was read, whether it is valid.</summary>
    public RpcOutcome Refuse(Exception failure, in RpcRequestInfo request, JsonOutput output) =>
        Refuse(Describe(failure, null, request), request, output);

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

    /// <summary>What the caller is told of a failure; the log is told what the caller is not.</summary>
    private RpcError Describe(Exception failure, RpcMethod? method, in RpcRequestInfo request)
    {
        if (errors.Translate(failure) is not { } error)
        {
            RpcLog.Unexpected(log, failure, method?.Name, request.CallId);
            return RpcError.Unexpected;
        }

        if (failure.InnerException is not null)
            RpcLog.FailedBelow(log, failure.InnerException, method?.Name, request.CallId);
        return error;
    }

    /// <summary>Whether there was no room for a request: in the budget, or, since that counts not everything, in memory.</summary>
    private static bool IsOutOfMemory(Exception failure)
    {
        if (failure is OutOfMemoryException)
            JsonRpcInstruments.CountBusy("memory");
        return failure is ByteBudgetException or OutOfMemoryException;
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
    /// <param name="bodyLength">Bytes of its body.</param>
    /// <param name="request">Where it came from.</param>
    /// <param name="allowance">What it may cost.</param>
    /// <param name="output">Takes the answer.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    private async ValueTask<RpcOutcome> HandleAsync(
        JsonText text, int bodyLength, RpcRequestInfo request, Allowance allowance, JsonOutput output, CancellationToken cancellation)
    {
        using var owned = text;
        var envelope = new KBaseEnvelope(text.Root);
        var method = methods.Find(envelope.Method);
        string? user = null;
        var hasBegun = false;
        var token = request.Token;
        try
        {
            if (envelope.Method.Kind != JsonKind.String)
                return Failed(RpcError.NoRequest(envelope.Diagnose()));
            TokenCheck? check = allowance is { User: { } known, NeedsRecheck: false } ? new TokenCheck(known, null) : null;
            if (method is { IsAlwaysAdmitted: false })
            {
                hasBegun = allowance.TryBegin(method.Shares, bodyLength);
                if (!hasBegun && allowance.NeedsToken)
                {
                    // The part of callers without a valid token is used up. Whoever has one does not depend on it.
                    check = await CheckAsync(token, allowance, cancellation);
                    hasBegun = allowance.IsConfirmed && allowance.TryBegin(method.Shares, bodyLength);
                }

                if (!hasBegun)
                    return Failed(RpcError.Busy);
            }

            if (method is { Token: not TokenRequirement.None })
            {
                check ??= await CheckAsync(token, allowance, cancellation);
                user = check.Value.User;
                if (user is null && (method.Token == TokenRequirement.Required || (compatibility.Strict && token is not null)))
                    return Failed(RpcError.Unauthenticated(WhyUnauthenticated(token, check.Value)));
            }
            else if (method is null)
            {
                // For the log alone: the answer does not depend on it.
                user = allowance.User;
            }

            if (!envelope.IsWellFormed)
                return Failed(RpcError.NoRequest(envelope.Diagnose()));
            if (method is null)
                return Failed(RpcError.MethodNotFound(methods.DiagnoseUnknown(NameOf(envelope.Method))));
            if (!TryGetArgument(envelope.Params, method, out var argument))
                return Failed(DiagnoseParameters(envelope.Params));
            if (method is { RefusesUnknownMembers: true, Descriptor.Parameters: { } parameters })
                UnknownMember.Refuse(argument, parameters);
            BeginAnswer(envelope, method, output);
            var call = new RpcCall(method, request, user, user is null ? null : token, cancellation);
            await (method.Shares == 1
                ? method.Invoke(call, argument, output)
                : InvokeApartAsync(call, argument, output, !allowance.IsConfirmed));
            EndAnswer(envelope, method, output);
            Complete(method, user, request, OutcomeCodes.Success);
            return RpcOutcome.Success;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Complete(method, user, request, OutcomeCodes.CallerGone);
            throw;
        }
        catch (Exception e)
        {
            return Failed(IsOutOfMemory(e) ? RpcError.Busy : Describe(e, method, request).WithoutToken(token));
        }
        finally
        {
            // Only after the log has the call: when the log is slow, this slows callers down too.
            if (hasBegun)
                allowance.End();
        }

        RpcOutcome Failed(RpcError error)
        {
            var outcome = TryRefuse(envelope, ref error, output);
            Complete(method, user, request, error.Outcome, method is null ? NameOf(envelope.Method) : null, error.Diagnosis);
            return outcome;
        }
    }

    /// <summary>The name that was called, for messages and the log, which show its beginning; null if there is none.</summary>
    private static string? NameOf(JsonValue method)
    {
        if (method.Kind != JsonKind.String || method.RawContent.IsEmpty)
            return null;
        return PlainWord.Of(method.RawContent.Length <= MaxNameRead
            ? method.GetString()
            : Encoding.UTF8.GetString(method.RawContent[..MaxNameRead]));
    }

    /// <summary>Writes an error; where there is no room for the id of the request, which can be long, one without it.</summary>
    private RpcOutcome TryRefuse(KBaseEnvelope envelope, ref RpcError error, JsonOutput output)
    {
        try
        {
            return Refuse(envelope, error, output);
        }
        catch (Exception e) when (IsOutOfMemory(e))
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

    private async ValueTask<TokenCheck> CheckAsync(string? token, Allowance allowance, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(token))
            return default;
        var check = await tokens.CheckAsync(token, cancellation);
        if (check.User is not null)
            allowance.Confirm(check.User);
        return check;
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
            return !method.TakesArgument || method.IsArgumentOptional;
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
