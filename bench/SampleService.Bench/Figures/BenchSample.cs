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
