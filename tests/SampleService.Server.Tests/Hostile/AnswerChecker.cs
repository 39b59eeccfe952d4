using System.Text;
using System.Text.RegularExpressions;
using SampleService.Testing.Http;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Hostile;

/// <summary>Says what of an answer is not the contract's (docs/api/README.md), whatever was asked.</summary>
internal static partial class AnswerChecker
{
    /// <summary>What the web server itself answers to broken HTTP.</summary>
    private static readonly int[] WebServerStatuses = [400, 405, 408, 414, 431, 505];

    private static readonly string[] ErrorMembers = ["code", "name", "message"];

    /// <summary>The first thing that is wrong, or null; and the answer in a word.</summary>
    public static (string? Fault, string Outcome) Check(HostileRequest request, HttpAnswer answer, HostileWorld world)
    {
        var text = Encoding.Latin1.GetString(answer.Body);
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u007f') >= 0)
            return ("the body is not ASCII", "");
        if (Internals().Match(text) is { Success: true } internals)
            return ($"the body shows internals: {internals.Value}", "");
        if (text.Contains(world.Token, StringComparison.Ordinal) || text.Contains(world.AdministratorToken, StringComparison.Ordinal))
            return ("the body has a token", "");
        if (answer.Headers.Where(h => h.Key is not ("Access-Control-Allow-Headers")).Any(h => Internals().IsMatch(h.Value)) || answer.Headers.ContainsKey("Server"))
            return ("a header shows internals", "");
        if (!request.IsHttp && WebServerStatuses.Contains(answer.Status))
            return (text.Length > 0 ? "broken HTTP has an answer with a body" : null, $"HTTP {answer.Status}");
        if (answer.Status is not (200 or 500))
            return ($"status {answer.Status}", "");
        if (answer.Headers.GetValueOrDefault("Content-Type") != "application/json" || answer.Headers.GetValueOrDefault("Access-Control-Allow-Origin") != "*"
            || !answer.Headers.ContainsKey("Access-Control-Allow-Headers") || !answer.Headers.ContainsKey("Content-Length"))
            return ("a header of the contract is missing", "");
        if (request.Verb is "OPTIONS" or "HEAD")
            return (text.Length > 0 ? "a body that nobody asked for" : null, request.Verb);
        return CheckBody(request, answer, text);
    }

    private static (string? Fault, string Outcome) CheckBody(HostileRequest request, HttpAnswer answer, string text)
    {
        var sent = request.Body is { } bytes && JsonText.TryParse(bytes, out var value) ? new SentCall(value) : null;
        if (answer.Status == 200 && text.Length == 0)
            return (sent is { IsNotification: false } || request.Code is not (null or 0) ? "an empty answer" : null, "nothing");
        if (!JsonText.TryParse(answer.Body, out var parsed) || parsed is not JsonMap body)
            return ("the body is no JSON object", "");
        return answer.Status == 200 ? (CheckResult(request, body, sent), "result") : CheckError(request, body, sent);
    }

    private static string? CheckResult(HostileRequest request, JsonMap body, SentCall? sent)
    {
        if (request.Code is not (null or 0))
            return $"a result where error {request.Code} was due";
        if (body.Find("result") is not (null or JsonList { Count: 1 }) || !body.ContainsKey("result"))
            return "the result is neither null nor an array of one";
        return sent?.FaultOfResult(body);
    }

    private static (string? Fault, string Outcome) CheckError(HostileRequest request, JsonMap body, SentCall? sent)
    {
        if (body.Map("error") is not { Count: 4 } error || !error.Keys.Take(3).SequenceEqual(ErrorMembers))
            return ("the error does not have its four members", "");
        if (error.Keys.Last() is not ("error" or "data") || error.Values.Last() is not null)
            return ("the error says more than it should", "");
        if (!JsonNumber.TryGetInteger(error.Find("code"), out var number) || error.Find("message") is not (null or string))
            return ("code or message is of the wrong kind", "");
        var (code, message) = ((int)number, error.Text("message"));
        if (!ErrorForms.Has(code, error.Text("name"), message))
            return ("the contract has no such error", "");
        var outcome = ErrorForms.Outcome(error);

        // Busy is told before anything is looked at.
        if (code == -32008)
            return (null, "busy");
        if (request.Code is { } due && (code != due || (request.Message is not null && request.Message != message)))
            return ($"error {due} {request.Message} was due", outcome);
        return (sent?.FaultOfError(body, code, message), outcome);
    }

    [GeneratedRegex(@"\bSystem\.|\bMicrosoft\b|Npgsql|SQLite|Orleans|Kestrel|[A-Za-z]Exception\b|\bat [A-Z]\w+\.\w+|\.cs\b|\.dll\b|SampleService\.[A-Z]|StackTrace|/home/|/tmp/|/root/")]
    private static partial Regex Internals();
}
