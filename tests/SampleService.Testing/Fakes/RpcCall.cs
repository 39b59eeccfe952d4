using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>A JSON-RPC call that a stand-in has seen.</summary>
public sealed record RpcCall(string Method, object? Params)
{
    internal JsonMap ToJson() => new() { ["method"] = Method, ["params"] = JsonText.Copy(Params) };
}
