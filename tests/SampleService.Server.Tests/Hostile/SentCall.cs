using System.Numerics;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Hostile;

/// <summary>A body that is JSON, and the form of answer it asks for (docs/api/README.md).</summary>
internal sealed class SentCall(object? body)
{
    private readonly JsonMap? _call = body as JsonMap;

    public bool IsNotification => _call is not null && _call.Find("id") is null;

    /// <summary>What of the members around a result is wrong.</summary>
    public string? FaultOfResult(JsonMap answer)
    {
        if (_call is null || IsNotification)
            return "a result that nobody asked for";
        string[] form = _call.ContainsKey("jsonrpc") ? ["jsonrpc", "result", "id"]
            : _call.Find("version") is "1.1" ? ["version", "result", "id"]
            : ["result", "id"];
        return !answer.Keys.SequenceEqual(form) ? $"the members are not {string.Join(", ", form)}"
            : Text(answer.Find("id")) != Text(_call.Find("id")) ? "the id is another"
            : null;
    }

    /// <summary>What of the members around an error is wrong.</summary>
    public string? FaultOfError(JsonMap answer, int code, string? message)
    {
        if (code == -32700 && !HasEndlessNumber(body))
            return "a parse error though the body is JSON";

        // What was not taken for JSON, or refused for its size or depth, has no id and no form of its own.
        if (code == -32700 || (code == -32600 && ErrorForms.IsTooMuch(message)) || _call is null)
            return _call is null && code is not (-32600 or -32700) ? "the body is no object"
                : answer.Keys.SequenceEqual(["error", "version"]) && answer.Text("version") == "1.1" ? null
                : "the form is not that of an unreadable request";
        List<string> form = ["error"];
        if (_call.ContainsKey("id"))
            form.Add("id");
        var isVersion2 = !_call.ContainsKey("version") && _call.ContainsKey("jsonrpc");
        var last = isVersion2 ? "jsonrpc" : "version";
        form.Add(last);
        if (!answer.Keys.SequenceEqual(form))
            return $"the members are not {string.Join(", ", form)}";
        if (Text(answer.Find("id")) != Text(_call.Find("id")))
            return "the id is another";
        var due = _call.ContainsKey(last) ? _call.Find(last) : _call.Find("method") is string ? "1.0" : "1.1";
        return Text(answer.Find(last)) != Text(due) ? $"{last} is another"
            : answer.Map("error")!.Keys.Last() != (isVersion2 ? "data" : "error") ? "the error has its last member of the other form"
            : null;
    }

    private static string Text(object? value) => JsonText.Write(value);

    /// <summary>A literal that no double holds may be refused as no number.</summary>
    private static bool HasEndlessNumber(object? value) => value switch
    {
        double real => !double.IsFinite(real),
        BigInteger big => !double.IsFinite((double)big),
        JsonList list => list.Any(HasEndlessNumber),
        JsonMap map => map.Values.Any(HasEndlessNumber),
        _ => false,
    };
}
