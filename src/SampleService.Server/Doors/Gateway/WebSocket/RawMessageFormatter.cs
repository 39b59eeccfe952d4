using System.Buffers;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace SampleService.Server;

/// <summary>
/// Makes every message, a broken one and a batch too, a request for the one method that is registered: what callers send never decides
/// what StreamJsonRpc does. What they are told is the dialect's, so nothing of StreamJsonRpc's own errors can be written.
/// </summary>
/// <param name="begin">Makes the request of the bytes of a message.</param>
internal sealed class RawMessageFormatter(Func<ReadOnlyMemory<byte>, WebSocketCall> begin) : IJsonRpcMessageFormatter
{
    public JsonRpcMessage Deserialize(ReadOnlySequence<byte> contentBuffer) => begin(contentBuffer.First);

    /// <summary>Not used: an answer is sent from where it was written.</summary>
    public void Serialize(IBufferWriter<byte> bufferWriter, JsonRpcMessage message) => throw new NotSupportedException();

    public object GetJsonText(JsonRpcMessage message) => throw new NotSupportedException();
}
