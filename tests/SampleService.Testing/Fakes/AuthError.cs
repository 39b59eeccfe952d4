using System.Globalization;
using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>An error answer of the auth service.</summary>
internal sealed class AuthError(int status, int? code, string detail = "") : Exception(detail)
{
    public FakeReply ToReply()
    {
        var error = new JsonMap { ["httpcode"] = status, ["httpstatus"] = StatusText(status) };
        var message = Message;
        if (code is { } number)
        {
            error["appcode"] = number;
            error["apperror"] = CodeText(number);
            message = string.Create(CultureInfo.InvariantCulture, $"{number} {CodeText(number)}")
                + (Message.Length > 0 ? ": " + Message : "");
        }

        error["message"] = message;
        error["callid"] = Random.Shared.NextInt64(1_000_000_000_000_000, 10_000_000_000_000_000).ToString(CultureInfo.InvariantCulture);
        error["time"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return FakeReply.Json(status, new JsonMap { ["error"] = error });
    }

    private static string StatusText(int status) => status switch
    {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        500 => "Internal Server Error",
        _ => "Error",
    };

    private static string CodeText(int code) => code switch
    {
        10000 => "Authentication failed",
        10010 => "No authentication token",
        10020 => "Invalid token",
        30001 => "Illegal input parameter",
        30010 => "Illegal user name",
        50000 => "No such user",
        _ => throw new FormatException("no such error code"),
    };
}
