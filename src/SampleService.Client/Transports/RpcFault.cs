using System.Text.Json;

namespace SampleService.Client;

/// <summary>An error of JSON-RPC, as it was answered.</summary>
/// <param name="Code">Its number.</param>
/// <param name="Message">What people read.</param>
/// <param name="Data">What else is told; null if there is nothing.</param>
internal readonly record struct RpcFault(int Code, string Message, JsonElement? Data)
{
    /// <summary>Reads the value of a member <c>error</c>; null if it is no error of JSON-RPC.</summary>
    public static RpcFault? Read(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object
        && error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number)
        && error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
            ? new RpcFault(number, message.GetString()!, error.TryGetProperty("data", out var data) ? data.Clone() : null)
            : null;
}
