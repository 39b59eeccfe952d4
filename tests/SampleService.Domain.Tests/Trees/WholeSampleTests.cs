namespace SampleService.Domain.Tests;

/// <summary>The rules of the sample as a whole (docs/api/samples.md).</summary>
public class WholeSampleTests
{
    private const string Root = """{"id":"a","type":"BioReplicate"}""";

    [Fact]
    public void Nodes_None_AreReportedAfterTheName()
    {
        Tree.AssertFault(ErrorKind.MissingParameter, "At least one node per sample is required", "[]");
        Tree.AssertIllegal("name contains control characters", "[]", "a\u0001b");
        Tree.AssertIllegal("name exceeds maximum length of 256", "[]", new string('n', 257));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \t\u001c", null)]
    [InlineData(" a b\n", "a b")]
    public void Name_AnyText_IsTrimmedAndBlankIsNone(string? name, string? kept) => Assert.Equal(kept, Tree.Read($"[{Root}]", name).Name);

    [Fact]
    public void Nodes_OneMoreThanMax_OnlyMaxPasses()
    {
        static string Roots(int count) =>
            $"[{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"id":"{{i}}","type":"BioReplicate"}"""))}]";

        Assert.Equal(10_000, Tree.Read(Roots(10_000)).Nodes.Length);
        Tree.AssertIllegal("At most 10000 nodes are allowed per sample", Roots(10_001));
    }

    [Theory]
    [InlineData("""{"id":"b","type":"SubSample","parent":"b"}""", "The first node in a sample must be a BioReplicate")]
    [InlineData(Root + """,{"id":"b","type":"SubSample","parent":"a"},{"id":"a","type":"BioReplicate"}""", "BioReplicates must be the first nodes in the list of sample nodes.")]
    [InlineData(Root + """,{"id":" a\t","type":"SubSample","parent":"z"}""", "Duplicate sample node name: a")]
    [InlineData(Root + "," + Root, "Duplicate sample node name: a")]
    [InlineData(Root + """,{"id":"b","type":"SubSample","parent":" z "}""", "Parent z of node b does not appear in node list prior to node.")]
    [InlineData(Root + """,{"id":"b","type":"SubSample","parent":"b"}""", "Parent b of node b does not appear in node list prior to node.")]
    [InlineData(Root + """,{"id":"b","type":"SubSample","parent":"A"}""", "Parent A of node b does not appear in node list prior to node.")]
    [InlineData(Root + """,{"id":"b","type":"SubSample","parent":"c"},{"id":"c","type":"SubSample","parent":"a"}""", "Parent c of node b does not appear in node list prior to node.")]
    public void Shape_BreaksARule_SaysWhich(string nodes, string detail) => Tree.AssertIllegal(detail, $"[{nodes}]");

    [Fact]
    public void Shape_FaultyNode_IsReportedFirst() =>
        Tree.AssertIllegal("Node at index 2 is not a structure", $"[{Root},{Root},1]", "\u0001x\u0001");

    [Fact]
    public void Shape_SeveralRootsAndDeepTrees_AreKeptInOrder()
    {
        var content = Tree.Read($$"""
            [{{Root}},{"id":"A","type":"BioReplicate"},{"id":"c","type":"TechReplicate","parent":" A"},{"id":" d ","type":"SubSample","parent":"c"}]
            """);

        Assert.Equal(["a", "A", "c", "d"], content.Nodes.Select(node => node.Id.Value));
    }
}
