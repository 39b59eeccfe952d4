namespace SampleService.Domain;

/// <summary>What stands in the place of content that was erased for the law: a version without a name, with one node that says nothing.</summary>
public static class ErasedContent
{
    /// <summary>The one node, and what nodes that others name are called from then on.</summary>
    public static readonly NodeId Node = new("erased");

    /// <summary>The content.</summary>
    public static readonly SampleContent Content = Make();

    private static SampleContent Make()
    {
        using var tree = new StoredTreeBuilder();
        tree.Add(Node, NodeType.BioReplicate, null, [], [], []);
        return tree.Build(null);
    }
}
