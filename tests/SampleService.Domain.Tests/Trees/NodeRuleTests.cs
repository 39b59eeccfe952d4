namespace SampleService.Domain.Tests;

/// <summary>The rules of one node and of its source metadata (docs/api/samples.md).</summary>
public class NodeRuleTests
{
    private static readonly string Long = new('x', 257);

    [Theory]
    [InlineData("1", "Node at index 0 is not a structure")]
    [InlineData("null", "Node at index 0 is not a structure")]
    [InlineData("[]", "Node at index 0 is not a structure")]
    [InlineData("\"a\"", "Node at index 0 is not a structure")]
    [InlineData("{}", "Node at index 0 must have an id key that maps to a string")]
    [InlineData("""{"id":null,"type":"x"}""", "Node at index 0 must have an id key that maps to a string")]
    [InlineData("""{"id":7,"type":"BioReplicate"}""", "Node at index 0 must have an id key that maps to a string")]
    [InlineData("""{"id":"n"}""", "Node at index 0 has an invalid sample type: None")]
    [InlineData("""{"id":"n","type":null}""", "Node at index 0 has an invalid sample type: None")]
    [InlineData("""{"id":"n","type":""}""", "Node at index 0 has an invalid sample type:")]
    [InlineData("""{"id":"n","type":"bioreplicate"}""", "Node at index 0 has an invalid sample type: bioreplicate")]
    [InlineData("""{"id":"n","type":" BioReplicate"}""", "Node at index 0 has an invalid sample type:  BioReplicate")]
    [InlineData("""{"id":"n","type":["BioReplicate",1.0]}""", "Node at index 0 has an invalid sample type: ['BioReplicate', 1.0]")]
    [InlineData("""{"id":"n","type":"BioReplicate","parent":1}""", "Node at index 0 has a parent entry that is not a string")]
    [InlineData("""{"id":"n","type":"BioReplicate","parent":true}""", "Node at index 0 has a parent entry that is not a string")]
    [InlineData("""{"id":"n","type":"BioReplicate","parent":["p"]}""", "Node at index 0 has a parent entry that is not a string")]
    [InlineData("""{"id":"\t\u00a0x\u0000","type":"BioReplicate"}""", "Error for node at index 0: subsample name contains control characters")]
    [InlineData("""{"id":"\ud800","type":"BioReplicate"}""", "Error for node at index 0: subsample name contains control characters")]
    [InlineData("""{"id":"n","type":"SubSample","parent":"a\tb"}""", "Error for node at index 0: parent contains control characters")]
    [InlineData("""{"id":"n","type":"BioReplicate","parent":"p"}""", "Error for node at index 0: Node n is of type BioReplicate and therefore cannot have a parent")]
    [InlineData("""{"id":"n","type":"BioReplicate","parent":" "}""", "Error for node at index 0: Node n is of type BioReplicate and therefore cannot have a parent")]
    [InlineData("""{"id":" n ","type":"SubSample"}""", "Error for node at index 0: Node n is of type SubSample and therefore must have a parent")]
    [InlineData("""{"id":"n","type":"TechReplicate","parent":" \t"}""", "Error for node at index 0: Node n is of type TechReplicate and therefore must have a parent")]
    public void Node_BreaksARule_SaysWhich(string node, string detail) => Tree.AssertIllegal(detail, $"[{node}]");

    [Fact]
    public void Id_Blank_IsMissingWithoutAnIndex() =>
        Tree.AssertFault(ErrorKind.MissingParameter, "subsample name", """[{"id":"a","type":"BioReplicate"},{"id":" \u001c","type":"SubSample","parent":"a"}]""");

    [Fact]
    public void IdAndParent_OneLongerThanMax_OnlyMaxPasses()
    {
        var max = string.Concat(Enumerable.Repeat("😀", 256));
        Tree.AssertIllegal("Error for node at index 0: subsample name exceeds maximum length of 256", $$"""[{"id":"{{Long}}","type":"BioReplicate"}]""");
        Tree.AssertIllegal(
            "Error for node at index 1: parent exceeds maximum length of 256",
            $$"""[{"id":"a","type":"BioReplicate"},{"id":"b","type":"SubSample","parent":"{{Long}}"}]""");
        Assert.Equal(2, Tree.Read(
            $$"""[{"id":" {{max}} ","type":"BioReplicate"},{"id":"b","type":"SubSample","parent":"{{max}}\n"}]""").Nodes.Length);
    }

    [Theory]
    [InlineData("1", "entry must be a mapping")]
    [InlineData("[{}]", "entry must be a mapping")]
    [InlineData("\"{}\"", "entry must be a mapping")]
    [InlineData("""{"k":null}""", "entry does not have a dict as a value at key k")]
    [InlineData("""{"k":{"v":1},"":[]}""", "entry does not have a dict as a value at key")]
    [InlineData("""{"k":{"v":null}}""", "entry does not have a primitive type as the value at k/v")]
    [InlineData("""{"k":{"w":1,"":[]}}""", "entry does not have a primitive type as the value at k/")]
    [InlineData("""{"k":{"v":{}},"l":1}""", "entry does not have a primitive type as the value at k/v")]
    [InlineData("""{"l":1,"k":{"v":{}}}""", "entry does not have a dict as a value at key l")]
    public void Metadata_OfAnotherType_IsRefusedBeforeItsContents(string metadata, string rest)
    {
        Tree.AssertIllegal($"Node at index 0's controlled metadata {rest}", Tree.OneRoot($"\"meta_controlled\":{metadata}"));
        Tree.AssertIllegal($"Node at index 0's user metadata {rest}", Tree.OneRoot($"\"meta_user\":{metadata}"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("false")]
    [InlineData("0")]
    [InlineData("0.0")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Member_FalsyOfAnyType_CountsAsAbsent(string falsy) =>
        Assert.Equal(
            """[{"id":"n","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{},"source_meta":[]}]""",
            Tree.Kept(Tree.OneRoot($"\"parent\":{falsy},\"meta_controlled\":{falsy},\"meta_user\":{falsy},\"source_meta\":{falsy}")));

    [Theory]
    [InlineData("""{"key":"k"}""", "must be a list")]
    [InlineData("true", "must be a list")]
    [InlineData("\"x\"", "must be a list")]
    [InlineData("[null]", "has an entry at index 0 that is not a dict")]
    [InlineData("[[]]", "has an entry at index 0 that is not a dict")]
    [InlineData("[{}]", "has an entry at index 0 where the required key field is not a string")]
    [InlineData("""[{"key":1,"skey":"s","svalue":{"v":1}}]""", "has an entry at index 0 where the required key field is not a string")]
    [InlineData("""[{"key":"k","skey":null}]""", "has an entry at index 0 where the required skey field is not a string")]
    [InlineData("""[{"key":"k","skey":"s"}]""", "has an entry at index 0 where the required svalue field is not a mapping")]
    [InlineData("""[{"key":"k","skey":"s","svalue":[]}]""", "has an entry at index 0 where the required svalue field is not a mapping")]
    [InlineData("""[{"key":" ","skey":"s","svalue":{"v":null}}]""", "has an entry at index 0 with a value in the value mapping under key v that is not a primitive type")]
    [InlineData("""[{"key":"k","skey":"s","svalue":{"v":1e400}}]""", "has an entry at index 0 with a value in the value mapping under key v that is not a primitive type")]
    [InlineData("""[{"key":" ","skey":"s","svalue":{"v":1}}]""", "has an error at index 0: Controlled metadata keys may not be null or whitespace only")]
    [InlineData("""[{"key":"k\n","skey":"s","svalue":{"v":1}}]""", "has an error at index 0: Controlled metadata key k\n's character at index 1 is a control character.")]
    [InlineData("""[{"key":"k","skey":"","svalue":{"v":1}}]""", "has an error at index 0: Source metadata keys may not be null or whitespace only")]
    [InlineData("""[{"key":"k","skey":"s\u200b","svalue":{"v":1}}]""", "has an error at index 0: Source metadata key s\u200b's character at index 1 is a control character.")]
    [InlineData("""[{"key":"k","skey":"s","svalue":{}}]""", "has an error at index 0: Source metadata value associated with metadata key k is null or empty")]
    [InlineData("""[{"key":"k","skey":"s","svalue":{"é\t":1}}]""", "has an error at index 0: Source metadata value key é\t associated with metadata key k has a character at index 1 that is a control character.")]
    [InlineData("""[{"key":"k","skey":"s","svalue":{"v":"\n\t\r"}}]""", "has an error at index 0: Source metadata value associated with metadata key k and value key v has a character at index 2 that is a control character.")]
    [InlineData("""[{"key":"k","skey":"s","svalue":{"v":1}},7]""", "has an entry at index 1 that is not a dict")]
    public void SourceMetadata_EntryBreaksARule_SaysWhich(string source, string rest) =>
        Tree.AssertIllegal(
            $"Node at index 0's source metadata {rest}", Tree.OneRoot($$"""{{Known}},"source_meta":{{source}}"""));

    [Theory]
    [InlineData("""[{"key":"k","skey":"s","svalue":{"v":1}},{"key":"k","skey":"t","svalue":{"v":1}}]""", "Duplicate source metadata key: k")]
    [InlineData("""[{"key":"K","skey":"s","svalue":{"v":1}}]""", "Source metadata key K does not appear in the controlled metadata")]
    [InlineData("""[{"key":" k","skey":"s","svalue":{"v":1}}]""", "Source metadata key  k does not appear in the controlled metadata")]
    [InlineData("""[{"key":"x","skey":"s","svalue":{"v":1}},{"key":"x","skey":"s","svalue":{"v":1}}]""", "Source metadata key x does not appear in the controlled metadata")]
    public void SourceMetadata_RepeatedOrUncontrolledKey_IsRefused(string source, string detail) =>
        Tree.AssertIllegal($"Error for node at index 0: {detail}", Tree.OneRoot($$"""{{Known}},"source_meta":{{source}}"""));

    [Fact]
    public void SourceMetadata_WithoutControlledMetadata_IsRefused() =>
        Tree.AssertIllegal(
            "Error for node at index 0: Source metadata key k does not appear in the controlled metadata",
            Tree.OneRoot("""
                "meta_user":{"k":{"v":1}},"source_meta":[{"key":"k","skey":"s","svalue":{"v":1}}]
                """));

    [Fact]
    public void SourceMetadata_SharedSkeyAndEscapedKey_AreFine() =>
        Assert.EndsWith(
            """
            "source_meta":[{"key":"k","skey":"s","svalue":{"v":1}},{"key":"l","skey":"s","svalue":{"":""}}]}]
            """,
            Tree.Kept(Tree.OneRoot($$$"""
                {{{Known}}},"source_meta":[{"svalue":{"v":1},"skey":"s","key":"\u006b","more":[]},{"key":"l","skey":"s","svalue":{"":""}}]
                """)),
            StringComparison.Ordinal);

    [Fact]
    public void Node_UnknownMembers_AreDropped() =>
        Assert.Equal(
            """[{"id":"n","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{},"source_meta":[]}]""",
            Tree.Kept("""[{"x":1,"type":"BioReplicate","META_USER":{"a":1},"id":"n","children":[{}]}]"""));

    private const string Known = """
        "meta_controlled":{"k":{"v":1},"l":{"v":1}}
        """;
}
