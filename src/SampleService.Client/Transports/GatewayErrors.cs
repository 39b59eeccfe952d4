using System.Net;
using System.Text.Json;

namespace SampleService.Client;

/// <summary>The errors of the gateway door as exceptions.</summary>
internal static class GatewayErrors
{
    /// <summary>An error that answers a call.</summary>
    public static SampleServiceException Translate(RpcFault fault)
    {
        if (fault.Data is not { ValueKind: JsonValueKind.Object } data)
            return Plain(fault);
        if (PlatformStates.Find(fault.Code) is { } state)
            return new PlatformStateException(fault.Code, Integer(data, "state") is { } number ? (PlatformState)number : state, RetryAfter(data), fault.Message);
        return Integer(data, "code") is { } code && Text(data, "type") is { } type
            ? new SampleServiceException(code, type, Text(data, "message") is { Length: > 0 } detail ? $"{type}: {detail}" : type)
            : Plain(fault);
    }

    /// <summary>The error of an HTTP answer without a result; null if it is no answer of the service.</summary>
    public static Exception? FindRefusal(HttpStatusCode status, ReadOnlyMemory<byte> body)
    {
        if (FindError(body) is not { } error)
            return null;
        if (RpcFault.Read(error) is { } fault)
            return Translate(fault);
        if (Text(error, "error") is not { } name)
            return null;
        var message = Text(error, "error_description") ?? name;
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new AuthorizationException(status, name, message),
            // The process starts or stops, or what it depends on has failed: no call was looked at.
            HttpStatusCode.ServiceUnavailable => new ServiceUnreachableException($"The service is not available: {message}"),
            _ => new SampleServiceException((int)status, name, message),
        };
    }

    private static SampleServiceException Plain(RpcFault fault) => new(fault.Code, TypeOf(fault.Code), fault.Message);

    private static string TypeOf(int code) => code switch
    {
        -32700 => "Parse Error",
        -32600 => "Invalid Request",
        -32601 => "Method Not Found",
        -32602 => "Invalid Parameters",
        -32603 => "Internal Error",
        -32000 => "Security Error",
        _ => "Invocation Error",
    };

    private static JsonElement? FindError(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("error", out var error) ? error.Clone() : null;
        }
        catch (JsonException)
        {
            // A proxy, or another program, has answered.
            return null;
        }
    }

    private static TimeSpan? RetryAfter(JsonElement data) =>
        Integer(data, "retryAfterMs") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    private static int? Integer(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static string? Text(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
