using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using SampleService.Json;

namespace SampleService.Domain.Tests;

public class TreePropertyTests
{
    [Fact]
    public void NodeTree_AnyTree_IsAsciiAndMeansTheSame() =>
        Properties.ForAll(TreeTexts.Tree, text =>
        {
            var content = Tree.Read(text);
            Assert.False(content.NodeTree.Span.ContainsAnyExceptInRange((byte)' ', (byte)'~'));
            using var sent = JsonDocument.Parse(text);
            using var kept = JsonDocument.Parse(content.NodeTree);
            Assert.Equal(sent.RootElement.GetArrayLength(), kept.RootElement.GetArrayLength());
            foreach (var (before, after) in sent.RootElement.EnumerateArray().Zip(kept.RootElement.EnumerateArray()))
                AssertSameNode(Members(before), after);
        }, runs: 100);

    [Fact]
    public void Nodes_AnyTree_CutTheirTextOutOfTheTree() =>
        Properties.ForAll(TreeTexts.Tree, text =>
        {
            var content = Tree.Read(text);
            using var kept = JsonDocument.Parse(content.NodeTree);
            Assert.Equal(kept.RootElement.GetArrayLength(), content.Nodes.Length);
            foreach (var (element, node) in kept.RootElement.EnumerateArray().Zip(content.Nodes))
            {
                Assert.Equal(element.GetRawText(), Encoding.ASCII.GetString(content.NodeTree.Span.Slice(node.Start, node.Length)));
                Assert.Equal(element.GetProperty("id").GetString(), node.Id.Value);
            }
        }, runs: 100);

    [Fact]
    public void NodeTree_ReadAgain_StaysAsItIs() =>
        Properties.ForAll(TreeTexts.Tree, text =>
        {
            var kept = Tree.Kept(text);
            Assert.Equal(kept, Tree.Kept(kept));
        }, runs: 100);

    [Fact]
    public void TreeNodes_AnyTree_HaveTypeParentAndControlledMetadataAsSent() =>
        Properties.ForAll(TreeTexts.Tree, text =>
        {
            using var parsed = JsonText.Parse(Encoding.UTF8.GetBytes(text));
            using var sent = JsonDocument.Parse(text);
            var nodes = SampleTree.Read(parsed.Root).Nodes;
            foreach (var (before, node) in sent.RootElement.EnumerateArray().Select(Members).Zip(nodes))
            {
                Assert.Equal(before["id"].GetString()!.Trim(), node.Id.Value);
                Assert.Equal(before["type"].GetString(), node.Type.ToString());
                Assert.Equal(node.Type == NodeType.BioReplicate ? null : before["parent"].GetString()!.Trim(), node.Parent?.Value);
                Assert.Equal(before["meta_controlled"].GetRawText(), Encoding.UTF8.GetString(node.Controlled.Raw));
            }
        }, runs: 100);

    private static void AssertSameNode(Dictionary<string, JsonElement> sent, JsonElement kept)
    {
        Assert.Equal(["id", "type", "parent", "meta_controlled", "meta_user", "source_meta"], kept.EnumerateObject().Select(m => m.Name));
        Assert.Equal(sent["id"].GetString()!.Trim(), kept.GetProperty("id").GetString());
        Assert.Equal(sent["type"].GetString(), kept.GetProperty("type").GetString());
        var parent = sent["parent"] is { ValueKind: JsonValueKind.String } text ? text.GetString()!.Trim() : "";
        Assert.Equal(parent.Length == 0 ? null : parent, kept.GetProperty("parent").GetString());
        AssertSameMetadata(sent["meta_controlled"], kept.GetProperty("meta_controlled"));
        AssertSameMetadata(sent["meta_user"], kept.GetProperty("meta_user"));

        var entries = sent["source_meta"] is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().ToList() : [];
        Assert.Equal(entries.Count, kept.GetProperty("source_meta").GetArrayLength());
        foreach (var (before, after) in entries.Select(Members).Zip(kept.GetProperty("source_meta").EnumerateArray()))
        {
            Assert.Equal(["key", "skey", "svalue"], after.EnumerateObject().Select(m => m.Name));
            Assert.Equal(before["key"].GetString(), after.GetProperty("key").GetString());
            Assert.Equal(before["skey"].GetString(), after.GetProperty("skey").GetString());
            AssertSameValues(before["svalue"], after.GetProperty("svalue"));
        }
    }

    private static void AssertSameMetadata(JsonElement sent, JsonElement kept)
    {
        var before = sent.ValueKind == JsonValueKind.Object ? Members(sent) : [];
        Assert.Equal(before.Keys, kept.EnumerateObject().Select(member => member.Name));
        foreach (var member in kept.EnumerateObject())
            AssertSameValues(before[member.Name], member.Value);
    }

    private static void AssertSameValues(JsonElement sent, JsonElement kept)
    {
        var before = Members(sent);
        Assert.Equal(before.Keys, kept.EnumerateObject().Select(member => member.Name));
        foreach (var member in kept.EnumerateObject())
        {
            var value = before[member.Name];
            Assert.Equal(value.ValueKind, member.Value.ValueKind);
            if (value.ValueKind == JsonValueKind.String)
                Assert.Equal(value.GetString(), member.Value.GetString());
            else if (value.ValueKind == JsonValueKind.Number)
                AssertSameNumber(value.GetRawText(), member.Value.GetRawText());
        }
    }

    private static void AssertSameNumber(string sent, string kept)
    {
        Assert.Equal(double.Parse(sent, CultureInfo.InvariantCulture), double.Parse(kept, CultureInfo.InvariantCulture));
        Assert.True(kept.Length <= 32);
        var isInteger = !sent.AsSpan().ContainsAny('.', 'e', 'E');
        if (sent.Length > 32 || (isInteger && BigInteger.Parse(sent, CultureInfo.InvariantCulture) is var n && (n < long.MinValue || n > ulong.MaxValue)))
            Assert.True(kept.Length <= 25);
        else
            Assert.Equal(sent, kept);
    }

    /// <summary>The members in the order of their first appearance, each with its last value.</summary>
    private static Dictionary<string, JsonElement> Members(JsonElement element)
    {
        // Nothing is ever removed, so the order of a dictionary is that of insertion.
        var members = new Dictionary<string, JsonElement>();
        foreach (var member in element.EnumerateObject())
            members[member.Name] = member.Value;
        return members;
    }
}
