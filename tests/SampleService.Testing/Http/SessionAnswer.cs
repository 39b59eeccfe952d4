using System.Text.Json;

namespace SampleService.Testing.Http;

/// <summary>What a request to the gateway door was answered with.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body; empty if there is none.</param>
/// <param name="SetCookie">The cookie that is set or removed, with its attributes; null for none.</param>
public sealed record SessionAnswer(int Status, string Body, string? SetCookie)
{
    /// <summary>When the caller may try again, in seconds as they were written; null for no word of it.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The id of the session that the cookie has; null for none.</summary>
    public string? Session =>
        SetCookie is { } cookie && cookie.StartsWith("MSESSIONID=", StringComparison.Ordinal)
            ? cookie["MSESSIONID=".Length..cookie.IndexOf(';', StringComparison.Ordinal)]
            : null;

    /// <summary>The status, and the error of a refusal: <c>401 Invalid_session</c>.</summary>
    public string Outcome
    {
        get
        {
            if (Status is 200 or 204)
                return $"{Status}";
            using var body = JsonDocument.Parse(Body);
            return $"{Status} {body.RootElement.GetProperty("error").GetProperty("error").GetString()}";
        }
    }
}
