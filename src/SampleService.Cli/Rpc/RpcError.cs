using System.Text.Json;

namespace SampleService.Cli;

/// <summary>One of the reasons of an error.</summary>
internal readonly record struct ErrorDetail(long? Code, string Message);

/// <summary>An error as the server told it, through either door.</summary>
/// <param name="Code">Its number; the status of HTTP where the door refused the whole request.</param>
/// <param name="Message">What it is.</param>
/// <param name="Details">Its reasons.</param>
internal sealed record RpcError(long Code, string Message, IReadOnlyList<ErrorDetail> Details)
{
    private const int MethodNotFound = -32601;
    private const int ExecutionFailed = 9;

    public int ExitCode => Code switch
    {
        MethodNotFound => ExitCodes.NotImplemented,
        _ when IsState(Code) => ExitCodes.Temporary,
        ExecutionFailed when Details.Any(detail => detail.Code is { } code && IsState(code)) => ExitCodes.Temporary,
        _ => ExitCodes.Error,
    };

    /// <summary>All of it in a line.</summary>
    public string Summary => string.Join("; ", Details.Select(detail => detail.Message).Prepend($"[{Code}] {Message}"));

    /// <summary>Reads the member <c>error</c> of an answer.</summary>
    /// <param name="error">The member.</param>
    /// <param name="status">The status of HTTP; 0 where there is none.</param>
    public static RpcError Read(JsonElement error, int status)
    {
        if (error.ValueKind != JsonValueKind.Object)
            return new RpcError(status, Cells.Text(error), []);
        if (error.TryGetProperty("error", out var refusal) && refusal.ValueKind == JsonValueKind.String)
            return new RpcError(status, Cells.Text(refusal), [new ErrorDetail(null, Cells.Member(error, "error_description"))]);
        return new RpcError(
            Number(error, "code") ?? status,
            Cells.Member(error, "message"),
            error.TryGetProperty("data", out var data) ? [.. ReadDetails(data)] : []);
    }

    private static bool IsState(long code) => code is >= -32010 and <= -32002;

    private static IEnumerable<ErrorDetail> ReadDetails(JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Array)
            return data.EnumerateArray().SelectMany(ReadDetails);
        if (data.ValueKind != JsonValueKind.Object)
            return data.ValueKind == JsonValueKind.Null ? [] : [new ErrorDetail(null, Cells.Text(data))];
        if (data.TryGetProperty("message", out _))
            return [new ErrorDetail(Number(data, "code"), (data.TryGetProperty("type", out var type) ? $"{Cells.Text(type)}: " : "") + Cells.Member(data, "message"))];
        if (Number(data, "state") is { } state)
            return [new ErrorDetail(state, PlatformStates.NameOf(state) + (Number(data, "retryAfterMs") is { } wait ? $", try again in {wait} ms" : ""))];
        return [new ErrorDetail(null, Cells.Text(data))];
    }

    private static long? Number(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
