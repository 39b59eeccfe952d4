using System.Text.Json.Nodes;

namespace SampleService.Server.Tests.Support;

/// <summary>A method as <c>rpc.discover</c> describes it: its own entry in the method table.</summary>
internal sealed record MethodEntry(JsonNode Node)
{
    private const string ExampleSample = "01a2008e-1fe0-754b-a18a-a90e9734fdff";
    private const string ExampleLink = "5f6b0c86-3f0e-4d9a-8a57-2f6d3f6d6c11";
    private const string ExampleUpa = "1/1/1";

    /// <summary>Whether the KBase door has it; else it is called with JSON-RPC 2.0 alone.</summary>
    public bool IsOnKBaseDoor { get; init; } = true;

    public string Name => (string)Node["name"]!;

    public string ShortName => Name[(Name.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public string Group => (string)Node["tags"]![0]!["name"]!;

    public string Summary => (string)Node["summary"]!;

    public string? Notes => (string?)Node["description"];

    public JsonNode Rights => Node["x-rights"]!;

    public IEnumerable<JsonNode> Checks => Node["x-checks"]!.AsArray()!;

    public IReadOnlyList<JsonNode> Examples => [.. Node["examples"]!.AsArray()!];

    /// <summary>What it does to the platform: <c>read</c>, <c>write</c> or <c>control</c>.</summary>
    public string Effect => (string)Node["x-effect"]!;

    /// <summary>The schema of the argument; null for methods that take none.</summary>
    public JsonNode? Parameters => Node["params"]!.AsArray() switch
    {
        [] => null,
        [{ } argument] when IsWhole(argument) => argument["schema"],
        var parameters => new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(parameters.Select(each => KeyValuePair.Create((string)each!["name"]!, each["schema"]?.DeepClone()))),
            ["required"] = new JsonArray([.. parameters.Where(each => (bool)each!["required"]!).Select(each => each!["name"]!.DeepClone())]),
        },
    };

    /// <summary>Codes, types and details of its errors.</summary>
    public IEnumerable<(int Code, string Type, string Detail)> Errors =>
        from error in Node["errors"]!.AsArray()
        from detail in error["data"]!.AsArray()
        select detail is JsonObject
            ? ((int)detail["code"]!, (string)detail["type"]!, (string)detail["detail"]!)
            : ((int)error["code"]!, (string)error["message"]!, (string)detail!);

    /// <summary>The schema of the result.</summary>
    public JsonNode Result => Node["result"]!["schema"]!;

    public bool HasResult => (bool)Node["result"]!["required"]!;

    /// <summary>Whether it has a parameter of that name.</summary>
    public bool HasParameter(string name) => Parameters?["properties"]?[name] is not null;

    /// <summary>The argument of its first example as JSON, the things it is about exchanged; null for none.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="link">The link.</param>
    /// <param name="upa">The object.</param>
    public string? ExampleArgument(string sample, string link, string upa) => ArgumentOf(Examples[0])?
        .Replace(ExampleSample, sample, StringComparison.Ordinal)
        .Replace(ExampleLink, link, StringComparison.Ordinal)
        .Replace(ExampleUpa, upa, StringComparison.Ordinal);

    /// <summary>The argument of an example as JSON; null for none.</summary>
    public static string? ArgumentOf(JsonNode example) => example["params"]!.AsArray() switch
    {
        [] => null,
        [{ } argument] when IsWhole(argument) => argument["value"]!.ToJsonString(),
        var parameters => new JsonObject(parameters.Select(each => KeyValuePair.Create((string)each!["name"]!, each["value"]?.DeepClone())))
            .ToJsonString(),
    };

    /// <summary>Whether it is the one object, as the KBase door describes parameters; else each member is one.</summary>
    private static bool IsWhole(JsonNode parameter) => (string)parameter["name"]! == "argument";
}
