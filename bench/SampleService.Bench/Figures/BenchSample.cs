using System.Globalization;
using System.Text;
using System.Text.Json;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Bench;

/// <summary>The sample of most figures: two nodes with metadata, 2 KB of JSON.</summary>
internal static class BenchSample
{
    public const string Name = "soil core of the bench";

    public static string Sample { get; } = $$"""{"name":"{{Name}}","node_tree":[{{Node("core-1", "BioReplicate", "null")}},{{Node("part-1", "SubSample", "\"core-1\"")}}]}""";

    public static string CreateArgument { get; } = $$"""{"sample":{{Sample}}}""";

    /// <summary>It as the stores take it.</summary>
    public static SampleContent Content { get; } = Read();

    /// <summary>The argument that saves a sample of so many nodes, each with as much metadata; all but the first are parts of it.</summary>
    public static string OfNodes(int count)
    {
        var parts = Enumerable.Range(1, count - 1).Select(i => Node(NameOfNode(i), "SubSample", "\"core-1\""));
        return $$"""{"sample":{"node_tree":[{{string.Join(',', parts.Prepend(Node("core-1", "BioReplicate", "null")))}}] } }""";
    }

    /// <summary>A node of it, but not the first.</summary>
    public static string NameOfNode(int number) => string.Create(CultureInfo.InvariantCulture, $"part-{number}");

    private static string Node(string id, string type, string parent)
    {
        var keys = Enumerable.Range(1, 13).Select(i =>
            $$"""{{JsonSerializer.Serialize($"measured_quantity_{i:00}")}}:{"value":{{i}}.25,"units":"mg/kg"}""");
        return $$"""{"id":"{{id}}","type":"{{type}}","parent":{{parent}},"meta_controlled":{},"meta_user":{{{string.Join(',', keys)}}},"source_meta":[]}""";
    }

    private static SampleContent Read()
    {
        using var text = JsonText.Parse(Encoding.UTF8.GetBytes(Sample));
        return SampleTree.Read(text.Root["node_tree"u8]).ToContent(Name);
    }
}
