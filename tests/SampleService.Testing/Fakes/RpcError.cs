using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>An error answer of a stand-in that speaks JSON-RPC 1.1.</summary>
internal sealed class RpcError(string message, int code) : Exception(message)
{
    public FakeReply ToReply(object? id, string trace) => FakeReply.Json(500, new JsonMap
    {
        ["version"] = "1.1",
        ["id"] = id,
        ["error"] = new JsonMap { ["name"] = "JSONRPCError", ["code"] = code, ["message"] = Message, ["error"] = trace },
    });
}
