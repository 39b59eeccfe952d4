using System.Text;
using System.Text.Json.Nodes;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Reference;

/// <summary>The section of a method in its page.</summary>
internal static class MethodText
{
    /// <summary>The methods that the Unix socket alone has.</summary>
    private const string SocketGroup = "node";

    public static void Write(StringBuilder text, MethodEntry method, SchemaText types)
    {
        text.Append($"## {method.ShortName}\n\n`{method.Name}`: {method.Summary}.\n\n");
        if (method.Notes is { } notes)
            text.Append($"{notes}\n\n");
        text.Append($"{(method.Group == SocketGroup ? LocalRightsOf(method.Rights) : RightsOf(method.Rights))}\n\n");
        WriteParameters(text, method, types);
        text.Append($"Result: {(method.HasResult ? types.Describe(method.Result) : "none")}.\n\n");
        if (method.HasResult)
            types.WriteMembers(text, method.Result, "member");
        WriteChecks(text, method);
        foreach (var example in method.Examples)
            WriteExample(text, method, example);
    }

    private static string LocalRightsOf(JsonNode rights) => rights["local-users"] is null
        ? "For root and the user of the server."
        : "For root and the user of the server, and for every user of the machine where the socket is open to all.";

    private static string RightsOf(JsonNode rights)
    {
        var said = new List<string>
        {
            (string)rights["token"]! switch
            {
                "none" => "Token: not looked at.",
                "optional" => "Token: optional.",
                _ => "Token: required.",
            },
        };
        if (rights["administrators-only"] is not null)
            said.Add($"Needs {rights["administration"]} administration.");
        else if ((string?)rights["administration"] is { } administration)
            said.Add($"`as_admin` needs {administration} administration.");
        if (rights["workspace-administrators"] is not null)
            said.Add("Or the caller administers the workspace.");
        if (rights["needs"] is JsonArray needs)
            said.Add($"Needs {string.Join(", then ", needs.Select(NeedOf))}.");
        if ((string?)rights["for-each-link"] is { } other)
            said.Add($"For each link that is made, what `{other}` needs.");
        if ((string?)rights["shows"] is { } shown)
            said.Add($"Shows {shown}.");
        return string.Join(' ', said);
    }

    private static string NeedOf(JsonNode? need)
    {
        var subject = (string)need!["subject"]! == "object" ? "workspace of the object" : (string)need["subject"]!;
        var right = (string)need["level"]! switch { "admin" => "administrate", "owner" => "act as the owner of", var level => level };
        return $"the right to {right} the {subject}";
    }

    private static void WriteParameters(StringBuilder text, MethodEntry method, SchemaText types)
    {
        if (method.Parameters is not { } parameters)
            text.Append("Takes no argument.\n\n");
        else if (parameters["properties"]!.AsObject().Count == 0)
            text.Append("Takes an empty object, or nothing.\n\n");
        else
            types.WriteMembers(text, parameters, "parameter");
    }

    private static void WriteChecks(StringBuilder text, MethodEntry method)
    {
        var checks = method.Checks.ToArray();
        if (checks.Length == 0)
            return;
        text.Append("| # | check | error |\n|---|---|---|\n");
        for (var i = 0; i < checks.Length; i++)
            text.Append($"| {i + 1} | {checks[i]["condition"]} | {string.Join(" · ", checks[i]["errors"]!.AsArray().Select(ErrorOf))} |\n");
        text.Append('\n');
    }

    private static string ErrorOf(JsonNode? error) =>
        error!["code"] is { } code ? Markdown.Code($"{code} {error["detail"]}") : $"{Markdown.Code((string)error["detail"]!)} (no code)";

    private static void WriteExample(StringBuilder text, MethodEntry method, JsonNode example)
    {
        var name = (string)example["name"]!;
        var caller = method.Group == SocketGroup ? "" : (string?)example["x-caller"] is { } user ? $", as {user}" : ", without a token";
        var title = name.StartsWith(method.ShortName, StringComparison.Ordinal) ? "" : $" ({name})";
        var needs = (string?)example["x-needs"] is { } needed ? $"; it needs {needed}" : "";
        var result = example["result"]!["value"]?.DeepClone();
        JsonNode[] argument = MethodEntry.ArgumentOf(example) is { } given ? [JsonNode.Parse(given)!] : [];
        text.Append($"Example{title}{caller}{needs}:\n\n```json\n");
        text.Append(ExampleJson.Write(method.IsOnKBaseDoor ? Request(method.Name, argument) : Request2(method.Name, argument)));
        text.Append("\n```\n\n");
        text.Append(example["x-form"] is null ? "is answered with\n\n" : "is answered in this form:\n\n");
        text.Append("```json\n");
        text.Append(ExampleJson.Write(method.IsOnKBaseDoor
            ? new JsonObject { ["version"] = "1.1", ["result"] = method.HasResult ? new JsonArray(result) : null, ["id"] = "1" }
            : new JsonObject { ["jsonrpc"] = "2.0", ["result"] = result, ["id"] = 1 }));
        text.Append("\n```\n\n");
    }

    private static JsonObject Request(string method, JsonNode[] argument) =>
        new() { ["version"] = "1.1", ["id"] = "1", ["method"] = method, ["params"] = new JsonArray(argument) };

    private static JsonObject Request2(string method, JsonNode[] argument)
    {
        var request = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method };
        if (argument is [var parameters])
            request["params"] = parameters;
        request["id"] = 1;
        return request;
    }
}
