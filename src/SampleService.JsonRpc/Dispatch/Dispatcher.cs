using System.Globalization;
using Microsoft.Extensions.Logging;
using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// Carries out calls, whichever dialect has read them: admission, token, the method, its errors, log and metrics stand here, once.
/// </summary>
/// <param name="tokens">Judges tokens.</param>
/// <param name="errors">Turns what methods throw into errors of the catalogue.</param>
/// <param name="compatibility">What is refused of callers.</param>
/// <param name="gate">Refuses what the state of the platform does not allow.</param>
/// <param name="clock">Measures how long calls take.</param>
/// <param name="calls">Takes the line of each call.</param>
/// <param name="log">Takes failures.</param>
public sealed class Dispatcher(
    ICallerTokens tokens, IErrorTranslator errors, CompatibilityOptions compatibility, PlatformGate gate, TimeProvider clock,
    ICallLog calls, ILogger<Dispatcher> log)
{
    /// <summary>A body of more bytes takes so long that a thread of the pool would be missed.</summary>
    private const int MaxBodyOnPool = 1_000_000;

    /// <summary>Where what costs much is done for callers without a valid token: others find a processor free.</summary>
    private readonly LimitedWork _anonymousWork = new("Anonymous work", Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>The same for callers with one, on all processors.</summary>
    private readonly LimitedWork _work = new("Work", Environment.ProcessorCount);

    //   a dialect has read a call
    //        |
    //        | 1 FindFault             what the dialect refuses of anybody
    //        | 2 PlatformGate          does the state of the platform allow it?
    //          Allowance             is there room for it? Whoever has a valid token does not depend on those who have none
    //        | 3 ICallerTokens         who calls? Doors that know it before pass an identity
    //        | 4 FindFaultAfterCaller  what the dialect refuses of one who may call
    //        | 5 UnknownMember         in strict mode
    //        v
    //   RpcMethod.Invoke ---- writes ----> JsonOutput
    //        |
    //        | 6 IErrorTranslator      a failure becomes an error of the catalogue, and the dialect gives it its form
    //        v
    //   log, metrics, trace: exactly once for each call
    //
    /// <summary>Carries out a call and writes its answer.</summary>
    /// <typeparam name="TCall">The dialect's form of a call.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="text">What it was read from, which is given back at the end; null where it is used by others too.</param>
    /// <param name="bodyLength">Bytes of its body.</param>
    /// <param name="request">Where it came from.</param>
    /// <param name="allowance">What it may cost.</param>
    /// <param name="output">Takes the answer, which is empty for a notification that succeeded.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    internal async ValueTask<RpcOutcome> DispatchAsync<TCall>(
        TCall call, JsonText? text, int bodyLength, RpcRequestInfo request, Allowance allowance, JsonOutput output,
        CancellationToken cancellation)
        where TCall : struct, ICall
    {
        using var owned = text;
        var method = call.Method;
        string? user = null;
        var hasBegun = false;
        var token = request.Identity is { } presented ? presented.Token : request.Token;
        // Who is known to call before it is found out, for the log of what is refused until then.
        var known = request.Identity?.User ?? (allowance.NeedsRecheck ? null : allowance.User);
        try
        {
            if (call.FindFault() is { } fault)
                return Failed(fault);
            if (method is { IsOfProcess: false } && request.Identity is { IsJudged: false })
                return Failed(gate.Refuse(method) ?? RpcError.RefusedBy(PlatformState.Starting));
            if (method is not null && gate.Refuse(method) is not null && await gate.RefuseAgainAsync(method, cancellation) is { } refused)
                return Failed(refused);
            TokenCheck? check = allowance is { User: { } confirmed, NeedsRecheck: false } ? new TokenCheck(confirmed, null) : null;
            if (method is { IsAlwaysAdmitted: false })
            {
                hasBegun = allowance.TryBegin(method.Shares, bodyLength);
                if (!hasBegun && allowance.NeedsToken && request.Identity is null)
                {
                    // The part of callers without a valid token is used up. Whoever has one does not depend on it.
                    check = await JudgeAsync(token, allowance, cancellation);
                    hasBegun = allowance.IsConfirmed && allowance.TryBegin(method.Shares, bodyLength);
                }

                if (!hasBegun)
                    return Failed(RpcError.Busy);
            }

            if (request.Identity is { } identity)
            {
                user = identity.User;
            }
            else if (method is { Token: not TokenRequirement.None })
            {
                check ??= await JudgeAsync(token, allowance, cancellation);
                user = check.Value.User;
                if (user is null && (method.Token == TokenRequirement.Required || (compatibility.Strict && token is not null))
                    && call.RefuseAnonymous(token, check.Value.Reason) is { } refusal)
                    return Failed(refusal);
            }
            else if (method is null)
            {
                // For the log alone: the answer does not depend on it.
                user = allowance.User;
            }

            if (call.FindFaultAfterCaller(out var argument) is { } later)
                return Failed(later);
            if (method is { RefusesUnknownMembers: true, Descriptor.Parameters: { } parameters })
                UnknownMember.Refuse(argument, parameters);
            output.IsLetThrough = IsLetThrough(method!.Effect, allowance, request.Door);
            call.BeginResult(output);
            var invoked = new RpcCall(method, request, user, user is null ? null : token, cancellation);
            await (method.Shares == 1
                ? method.Invoke(invoked, argument, output)
                : InvokeApartAsync(invoked, argument, output, !allowance.IsConfirmed));
            call.EndResult(output);
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
            return Failed(IsOutOfMemory(e) ? RpcError.Busy : Describe(e, method, request));
        }
        finally
        {
            output.IsLetThrough = false;
            // Only after the log has the call: when the log is slow, this slows callers down too.
            if (hasBegun)
                allowance.End();
        }

        RpcOutcome Failed(in RpcError error)
        {
            var told = Refuse(call, error.WithoutToken(token), output);
            if (told.IsBusy)
                gate.NoteBusy();
            var called = method is null ? RpcError.Mask(call.DescribeName(), token) : null;
            Complete(method, user ?? known, request, told.Outcome, called, told.Diagnosis);
            return RpcOutcome.Of(told);
        }
    }

    /// <summary>Does what costs much for a body of this length where short calls, and the health, do not wait for it.</summary>
    internal async ValueTask<T> RunApartAsync<T>(
        int bodyLength, RpcRequestInfo request, Allowance allowance, Func<ValueTask<T>> work, CancellationToken cancellation)
    {
        if (!allowance.IsConfirmed)
            await TryConfirmAsync(request.Token, allowance, cancellation);
        return await (!allowance.IsConfirmed ? _anonymousWork.RunAsync(work)
            : bodyLength > MaxBodyOnPool ? LimitedWork.RunOnOwnThreadAsync(work)
            : _work.RunAsync(work));
    }

    /// <summary>The same request for one call of several, which the log tells from the others.</summary>
    /// <param name="request">The request.</param>
    /// <param name="number">The number of the call, from 1 on.</param>
    internal RpcRequestInfo BeginOneOf(in RpcRequestInfo request, int number) => request with
    {
        CallId = string.Create(CultureInfo.InvariantCulture, $"{request.CallId}.{number}"),
        Arrived = clock.GetTimestamp(),
    };

    /// <inheritdoc cref="Allowance.JudgeAsync"/>
    internal ValueTask<TokenCheck> JudgeAsync(string? token, Allowance allowance, CancellationToken cancellation) =>
        allowance.JudgeAsync(tokens, token, cancellation);

    /// <summary>Records the end of a request that could not be read as a call, or that cannot be answered.</summary>
    /// <param name="request">Where it came from.</param>
    /// <param name="outcome">One of <see cref="OutcomeCodes"/>.</param>
    public void Complete(in RpcRequestInfo request, int outcome) => Complete(null, null, request, outcome);

    /// <summary>Records a request that was refused before it could be read as a call.</summary>
    internal void Complete(in RpcRequestInfo request, in RpcError error)
    {
        if (error.IsBusy)
            gate.NoteBusy();
        Complete(null, null, request, error.Outcome, diagnosis: error.Diagnosis);
    }

    /// <summary>Records the end of a request that is no call, but something that a door does itself.</summary>
    /// <param name="request">Where it came from.</param>
    /// <param name="name">What log and metrics call it.</param>
    /// <param name="user">The caller; null if that is not known.</param>
    /// <param name="outcome">One of <see cref="OutcomeCodes"/>.</param>
    public void Complete(in RpcRequestInfo request, string name, string? user, int outcome) => Complete(request, name, name, user, outcome, null);

    /// <summary>What the caller is told of a failure; the log is told what the caller is not.</summary>
    public RpcError Describe(Exception failure, RpcMethod? method, in RpcRequestInfo request)
    {
        if (errors.Translate(failure) is not { } error)
        {
            DispatchLog.Unexpected(log, failure, method?.Name, request.CallId);
            return RpcError.Unexpected;
        }

        if (failure.InnerException is not null)
            DispatchLog.FailedBelow(log, failure.InnerException, method?.Name, request.CallId);
        return error;
    }

    /// <summary>Whether there was no room for a request: in the budget, or, since that counts not everything, in memory.</summary>
    internal static bool IsOutOfMemory(Exception failure)
    {
        if (failure is OutOfMemoryException)
            JsonRpcInstruments.CountBusy("memory");
        return failure is ByteBudgetException or OutOfMemoryException;
    }

    /// <summary>
    /// Whether a result of a method is answered, be there room or not: what was written cannot be called too much afterwards, and what no
    /// state refuses is not refused by the state busy. But anybody may ask what methods there are, which is a long answer: without a
    /// valid token it has to find room.
    /// </summary>
    internal static bool IsLetThrough(MethodEffect effect, Allowance allowance, Doors door) => effect switch
    {
        MethodEffect.Write => true,
        MethodEffect.Control => allowance.IsConfirmed || door == Doors.Node,
        _ => false,
    };

    /// <summary>Writes an error; where there is no room for what the caller chose, which can be long, one without it.</summary>
    internal static RpcError Refuse<TCall>(in TCall call, in RpcError error, JsonOutput output)
        where TCall : struct, ICall
    {
        output.Clear();
        try
        {
            call.WriteError(output, error);
            return error;
        }
        catch (Exception e) when (IsOutOfMemory(e))
        {
            output.Clear();
            call.WriteShortError(output, RpcError.Busy);
            return RpcError.Busy;
        }
    }

    /// <summary>Whoever has a valid token need not share the threads of those without.</summary>
    private async ValueTask TryConfirmAsync(string? token, Allowance allowance, CancellationToken cancellation)
    {
        try
        {
            await JudgeAsync(token, allowance, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The allowance keeps it, and it is thrown again if the call needs the token.
        }
    }

    private ValueTask InvokeApartAsync(RpcCall call, JsonValue argument, JsonOutput output, bool isAnonymous) =>
        (isAnonymous ? _anonymousWork : _work).RunAsync(() => call.Method.Invoke(call, argument, output));

    /// <summary>The one place where calls end, for log, metrics and traces.</summary>
    private void Complete(
        RpcMethod? method, string? user, in RpcRequestInfo request, int outcome, string? called = null, string? diagnosis = null) =>
        Complete(request, method?.Name, method?.Name ?? called, user, outcome, diagnosis);

    private void Complete(in RpcRequestInfo request, string? counted, string? called, string? user, int outcome, string? diagnosis)
    {
        var elapsed = clock.GetElapsedTime(request.Arrived);
        calls.Write(new CallSummary(called, user, request.Address, elapsed.TotalMilliseconds, outcome, request.CallId)
        {
            Diagnosis = diagnosis,
        });
        JsonRpcInstruments.EndCall(counted, elapsed, outcome);
    }
}
