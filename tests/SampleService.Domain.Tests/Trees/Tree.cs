using System.Text;
using SampleService.Json;

namespace SampleService.Domain.Tests;

/// <summary>Reads trees written as JSON.</summary>
internal static class Tree
{
    public static SampleContent Read(string nodes, string? name = null)
    {
        using var text = JsonText.Parse(Encoding.UTF8.GetBytes(nodes));
        return SampleTree.Read(text.Root).ToContent(name);
    }

    /// <summary>A tree of one root with more members.</summary>
    public static string OneRoot(string members) => $$"""[{"id":"n","type":"BioReplicate",{{members}}}]""";

    /// <summary>The stored form of the tree.</summary>
    public static string Kept(string nodes) => Encoding.ASCII.GetString(Read(nodes).NodeTree.Span);

    public static void AssertIllegal(string detail, string nodes, string? name = null) =>
        AssertFault(ErrorKind.IllegalParameter, detail, nodes, name);

    public static void AssertFault(ErrorKind kind, string detail, string nodes, string? name = null)
    {
        var fault = Assert.Throws<ServiceException>(() => Read(nodes, name));
        Assert.Equal(ErrorCatalogue.Message(kind, detail), fault.Message);
        Assert.Equal(kind, fault.Kind);
    }
}
