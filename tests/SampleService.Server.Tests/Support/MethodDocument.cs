using System.Text.Json.Nodes;

namespace SampleService.Server.Tests.Support;

/// <summary>
/// The method table as docs/api/openrpc.json has it, for tests that are about every method. Another test holds it against the server.
/// </summary>
internal static class MethodDocument
{
    public static string Path { get; } = System.IO.Path.Combine(Documents.Root, "docs", "api", "openrpc.json");

    /// <summary>All methods.</summary>
    public static IReadOnlyList<MethodEntry> Methods { get; } =
        [.. JsonNode.Parse(File.ReadAllText(Path))!["methods"]!.AsArray().Select(method => new MethodEntry(method!))];
}
