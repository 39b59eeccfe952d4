using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// JSON-RPC 2.0 as the Unix socket speaks it: one message after the other, answers that end with a newline. The calls of a batch are
/// made in their order, and each is answered before the next begins, so that the answer to a long batch takes no memory.
/// </summary>
/// <param name="methods">The methods of the deployment.</param>
/// <param name="dispatcher">Carries out the calls.</param>
/// <param name="limits">How deep a message may be nested, and how many calls a batch may have.</param>
public sealed class NodeDialect(MethodTable methods, Dispatcher dispatcher, RequestLimits limits)
{
    private readonly MethodTable _methods = methods.On(Doors.Node);

    /// <summary>Carries out what a message asks for.</summary>
    /// <param name="message">The message; it must not change before this ends.</param>
    /// <param name="caller">The connection it came from.</param>
    /// <param name="allowance">What the message may cost.</param>
    /// <param name="output">Takes one answer after the other.</param>
    /// <param name="cancellation">Cancelled when the peer has gone.</param>
    /// <returns>Whether the message was JSON; else the next one begins on the next line.</returns>
    public async ValueTask<bool> HandleAsync(
        ReadOnlyMemory<byte> message, INodeCaller caller, Allowance allowance, JsonOutput output, CancellationToken cancellation)
    {
        if (Parse(message, allowance, out var refusal) is not { } text)
        {
            await RefuseAsync(refusal!.Value, caller, output);
            return refusal.Value.Kind != RpcErrorKind.Parse;
        }

        using (text)
        {
            if (text.Root.Kind != JsonKind.Array)
                await HandleOneAsync(text.Root, 0, message.Length);
            else if (text.Root.IsFalsy)
                await RefuseAsync(RpcError.NoRequest("the batch is empty"), caller, output);
            else if (text.Root.Count > limits.BatchSize)
                await RefuseAsync(RpcError.NoRequest($"a batch may have at most {limits.BatchSize} calls"), caller, output);
            else
                await HandleBatchAsync(text.Root);
            return true;
        }

        async ValueTask HandleBatchAsync(JsonValue batch)
        {
            var hasAnswer = false;
            // No enumerator can be kept across a call.
            foreach (var request in ItemsOf(batch))
                hasAnswer |= await HandleOneAsync(request, hasAnswer ? (byte)',' : (byte)'[', request.Raw.Length);
            if (!hasAnswer)
                return;
            output.Clear();
            output.Raw("]\n"u8);
            await caller.SendAsync(output);
        }

        async ValueTask<bool> HandleOneAsync(JsonValue request, byte separator, int length)
        {
            output.Clear();
            var begun = caller.BeginCall();
            using var span = JsonRpcInstruments.BeginCall(begun.CallId);
            await dispatcher.DispatchAsync(
                new NodeCall(request, _methods, caller.Peer, separator), null, length, begun, allowance, output, cancellation);
            if (output.Length == 0)
                return false;
            if (separator == 0)
                output.Raw("\n"u8);
            await caller.SendAsync(output);
            return true;
        }
    }

    /// <summary>Takes note of a message that is longer than the limit.</summary>
    public void RefuseTooLarge(INodeCaller caller) => dispatcher.Complete(caller.BeginCall(), RpcError.NoRequest("the message is longer than Node:MaxMessageBytes"));

    /// <summary>A message has one encoding, which has no zero bytes; where there are some, it is text in another one.</summary>
    private JsonText? Parse(ReadOnlyMemory<byte> message, Allowance allowance, out RpcError? refusal)
    {
        refusal = null;
        try
        {
            if (!message.Span.Contains((byte)0))
                return JsonText.Parse(message, limits.JsonDepth, allowance);
            refusal = RpcError.Parse("The message is not UTF-8");
        }
        catch (JsonTextException e)
        {
            refusal = e.IsTooDeep ? RpcError.InvalidRequest(e.Message) : RpcError.Parse(e.Message);
        }
        catch (Exception e) when (Dispatcher.IsOutOfMemory(e))
        {
            refusal = RpcError.Busy;
        }

        return null;
    }

    private async ValueTask RefuseAsync(RpcError error, INodeCaller caller, JsonOutput output)
    {
        output.Clear();
        NodeCall.WriteErrorWithoutCall(output, error);
        output.Raw("\n"u8);
        dispatcher.Complete(caller.BeginCall(), error);
        await caller.SendAsync(output);
    }

    private static List<JsonValue> ItemsOf(JsonValue list)
    {
        var items = new List<JsonValue>();
        foreach (var item in list.Items)
            items.Add(item);
        return items;
    }
}

/// <summary>A connection of the Node door.</summary>
public interface INodeCaller
{
    /// <summary>Who is at its other end.</summary>
    NodePeer Peer { get; }

    /// <summary>What there is to know of a call that begins now.</summary>
    RpcRequestInfo BeginCall();

    /// <summary>Sends an answer, or a part of one, and waits until the peer takes it.</summary>
    ValueTask SendAsync(JsonOutput answer);
}
