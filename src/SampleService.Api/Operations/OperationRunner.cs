using System.Security.Cryptography;
using System.Text;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Checks the operations of a call as far as that goes without the database, asks the services, and has them done.</summary>
internal sealed class OperationRunner(
    IOperations operations, OperationUpstream upstream, SampleValidation validation, CompatibilityOptions compatibility, TimeProvider clock)
{
    /// <summary>The answer to a call, which is that of an earlier one of the same name if there was one.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> RunAsync(RpcCall call, JsonValue argument, OperationRequest request, OperationCaller caller)
    {
        if (request.RequestId is not { } id)
            return await RunNewAsync(call, request, caller, null);
        var key = new RequestKey(Administration.UserOf(call)!.Value, id, HashOf(call.Method.ShortName, argument));
        using var turn = await operations.EnterAsync(key, call.Cancellation);
        return await operations.FindAnswerAsync(key, call.Cancellation) is { } stored
            ? key.Take(stored)
            : await RunNewAsync(call, request, caller, key);
    }

    private async ValueTask<ReadOnlyMemory<byte>> RunNewAsync(RpcCall call, OperationRequest request, OperationCaller caller, RequestKey? key)
    {
        var faults = new ServiceException?[request.Items.Length];
        var read = Read(request, faults);
        await validation.RunAsync(read, faults, call.Cancellation);
        var isFailed = Array.Exists(faults, static fault => fault is not null);
        if (isFailed && (request.IsAtomic || Array.TrueForAll(faults, static fault => fault is not null)))
            return request.WriteAnswer(new OperationOutcome(
                false, Timestamp.Now(clock), Array.ConvertAll(faults, static fault => new OperationAnswer(null, fault))));

        for (var i = 0; i < faults.Length; i++)
            if (faults[i] is not null)
                read[i] = null;
        var answered = await upstream.AskAsync(read, caller.Requester, call.Cancellation);
        return await operations.ApplyAsync(new OperationCall
        {
            Operations = [.. answered.Select((operation, i) => operation ?? new FailedOperation(faults[i]!))],
            Caller = caller,
            IsAtomic = request.IsAtomic,
            IsDryRun = request.IsDryRun,
            Request = key,
            WriteAnswer = request.WriteAnswer,
        });
    }

    /// <summary>Checks the parameters of each operation; of one that fails there is only the fault.</summary>
    private RequestedOperation?[] Read(OperationRequest request, ServiceException?[] faults)
    {
        var names = Array.ConvertAll(request.Items, static item => item.Kind.Name);
        var read = new RequestedOperation?[names.Length];
        for (var i = 0; i < read.Length; i++)
        {
            var (kind, value) = request.Items[i];
            try
            {
                if (!request.IsAlone)
                    kind.Schema.RefuseUnknown(value);
                var operation = kind.Read(new OperationArgument(value, request.IsAlone ? null : names.AsMemory(0, i), compatibility.Strict, clock));
                validation.RequireAccepted(operation);
                read[i] = operation;
            }
            catch (ServiceException fault)
            {
                faults[i] = fault;
            }
            catch (UnknownMemberException unknown)
            {
                faults[i] = ServiceException.Illegal(unknown.Message);
            }
        }

        return read;
    }

    /// <summary>A hash of what is asked for: the same for the same method and the same JSON value, but for the name of the call itself.</summary>
    private static byte[] HashOf(string method, JsonValue argument)
    {
        var hash = CanonicalJson.Hash(argument, OperationMembers.RequestId.Name);
        return SHA256.HashData([.. Encoding.ASCII.GetBytes(method), 0, .. hash]);
    }
}
