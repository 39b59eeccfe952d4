using System.Text.Json.Nodes;

namespace SampleService.Server.Tests.Support;

/// <summary>A method as <c>rpc.discover</c> describes it: its own entry in the method table.</summary>
internal sealed record MethodEntry(JsonNode Node)
{
    private const string ExampleSample = "01a2008e-1fe0-754b-a18a-a90e9734fdff";
    private const string ExampleLink = "5f6b0c86-3f0e-4d9a-8a57-2f6d3f6d6c11";
    private const string ExampleUpa = "1/1/1";

    public string Name => (string)Node["name"]!;

    public string ShortName => Name[(Name.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public string Group => (string)Node["tags"]![0]!["name"]!;

    public string Summary => (string)Node["summary"]!;

    public string? Notes => (string?)Node["description"];

    public JsonNode Rights => Node["x-rights"]!;

    public IEnumerable<JsonNode> Checks => Node["x-checks"]!.AsArray()!;

    public IReadOnlyList<JsonNode> Examples => [.. Node["examples"]!.AsArray()!];

    /// <summary>The schema of the argument; null for methods that take none.</summary>
    public JsonNode? Parameters => Node["params"]!.AsArray() is [{ } argument] ? argument["schema"] : null;

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
    public static string? ArgumentOf(JsonNode example) => example["params"]!.AsArray() is [{ } argument] ? argument["value"]!.ToJsonString() : null;
}
