using System.Text;
using SampleService.Json;

namespace SampleService.Domain.Tests;

public class SampleDocumentTests
{
    [Theory]
    [InlineData(null, "null")]
    [InlineData("naïve \"x\"", "\"na\\u00efve \\\"x\\\"\"")]
    public void Write_AnyName_HasTheMembersInOrder(string? name, string written)
    {
        using var output = new JsonOutput();
        SampleDocument.Write(output, Version(name, "[]"u8.ToArray()));

        Assert.Equal(
            $$"""{"id":"12345678-9abc-def0-1234-56789abcdef0","user":"us\u00e9r","name":{{written}},"node_tree":[],"save_date":-5,"version":7}""",
            Encoding.ASCII.GetString(output.ToArray()));
    }

    [Fact]
    public void Write_LargeTree_IsSentWithoutACopy()
    {
        var values = Enumerable.Range(0, 10).Select(i => $$"""
            "k{{i}}":{"v":"{{new string('x', 1000)}}"}
            """);
        var tree = Tree.Read(Tree.OneRoot($$"""
            "meta_user":{ {{string.Join(',', values)}} }
            """)).NodeTree;
        using var output = new JsonOutput();
        SampleDocument.Write(output, Version(null, tree));

        Assert.Contains(tree, output.Pieces);
        using var parsed = JsonText.Parse(output.ToArray());
        Assert.True(parsed.Root["node_tree"u8].Raw.SequenceEqual(tree.Span));
    }

    private static SampleVersion Version(string? name, ReadOnlyMemory<byte> tree) => new(
        new SampleVersionId(SampleId.Parse("12345678-9abc-def0-1234-56789abcdef0"), 7), new UserName("usér"), name, tree, new Timestamp(-5));
}
