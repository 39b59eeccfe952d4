using SampleService.Testing.Json;

namespace SampleService.Testing.Conformance;

/// <summary>The HTTP request of a step.</summary>
internal sealed class CaseRequest
{
    private CaseRequest(string verb, string? path, IReadOnlyDictionary<string, string> headers, string? text, byte[]? body) =>
        (Verb, Path, Headers, Text, Body) = (verb, path, headers, text, body);

    public string Verb { get; }

    public string? Path { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body as text, or null when there is none.</summary>
    public string? Text { get; }

    public byte[]? Body { get; }

    public static CaseRequest Build(JsonMap step, Substitution substitution)
    {
        var headers = new OrderedDictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["content-type"] = "application/json" };
        if (step.Text("as") is { Length: > 0 } user)
            headers["authorization"] = "token-" + user;
        foreach (var (name, value) in step.Map("send_headers") ?? [])
            headers[name] = substitution.Text(value);
        var text = BodyText(step, substitution);
        var body = step.Text("raw_hex") is { } hex ? Convert.FromHexString(hex)
            : text is null ? null
            : JsonText.ToUtf8(text);
        return new CaseRequest(step.Text("verb") ?? "POST", step.Text("path"), headers, text, body);
    }

    private static string? BodyText(JsonMap step, Substitution substitution)
    {
        if (step.ContainsKey("raw"))
            return (string?)substitution.Apply(step["raw"]);
        if (!step.ContainsKey("body") && !step.ContainsKey("call"))
            return null;
        var ascii = step.Find("ascii") is not false;
        if (step.ContainsKey("body"))
            return JsonText.Write(substitution.Apply(step["body"]), ascii, allowRaw: true);

        var parameters = substitution.Apply(step.Find("params"));
        var method = step.RequiredText("call");
        var call = new JsonMap
        {
            ["version"] = "1.1",
            ["id"] = "1",
            ["params"] = parameters is JsonMap ? new JsonList([parameters]) : parameters,
            ["method"] = method.Contains('.', StringComparison.Ordinal) ? method : "SampleService." + method,
        };
        return JsonText.Write(call, ascii, allowRaw: true);
    }
}
