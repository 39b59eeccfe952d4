using System.Text.Json;

namespace SampleService.Cli;

/// <summary>An answer to one request.</summary>
/// <param name="Result">What the method gave; undefined when it failed.</param>
/// <param name="ErrorElement">The error as the server sent it; undefined when there is none.</param>
/// <param name="Error">The error; null when there is none.</param>
internal sealed record RpcAnswer(JsonElement Result, JsonElement ErrorElement, RpcError? Error)
{
    /// <summary>Deeper than what any server sends.</summary>
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1024 };

    public static bool IsJson(byte[] text) => TryParse(text) is not null;

    /// <summary>Reads the answer to a request.</summary>
    /// <exception cref="FailureException">It is none.</exception>
    public static RpcAnswer Read(TransportAnswer answer) =>
        ReadAll(answer) is [var only] ? only : throw NoAnswer(answer);

    /// <summary>Reads the answers to a message, which may be a batch or a notification.</summary>
    /// <exception cref="FailureException">It is no answer.</exception>
    public static IReadOnlyList<RpcAnswer> ReadAll(TransportAnswer answer)
    {
        if (answer.Body.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
            return [];
        var root = TryParse(answer.Body) ?? throw NoAnswer(answer);
        return root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray().Select(ReadOne)] : [ReadOne(root)];

        RpcAnswer ReadOne(JsonElement element)
        {
            if (element.ValueKind != JsonValueKind.Object)
                throw NoAnswer(answer);
            if (element.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
                return new RpcAnswer(default, error, RpcError.Read(error, answer.Status));
            return element.TryGetProperty("result", out var result) ? new RpcAnswer(result, default, null) : throw NoAnswer(answer);
        }
    }

    private static JsonElement? TryParse(byte[] text)
    {
        try
        {
            return JsonDocument.Parse(text, Options).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FailureException NoAnswer(TransportAnswer answer) => answer.Body.Length == 0
        ? new FailureException(ExitCodes.Temporary, SocketTransport.NoAnswer)
        : new FailureException(ExitCodes.Error, "What came back is no answer of a Sample Service. Is this its socket or address?");
}
