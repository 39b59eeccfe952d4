using System.Text;
using System.Text.Json;
using SampleService.Json;

namespace SampleService.Domain.Tests.Diffs;

public class TreeDiffTests
{
    private const string Nothing = """{"nodes":[],"values":[],"order_changed":false,"truncated":false}""";

    [Fact]
    public void Write_NodesCameWentMovedAndHaveAnotherType_AreToldInTheOrderOfTo()
    {
        const string Before = """
            [{"id":"a","type":"BioReplicate"},{"id":"b","type":"BioReplicate"},{"id":"c","type":"SubSample","parent":"a"},
             {"id":"gone","type":"SubSample","parent":"a","meta_user":{"k":{"v":1}}}]
            """;
        const string After = """
            [{"id":"a","type":"BioReplicate"},{"id":"b","type":"BioReplicate"},{"id":"new","type":"SubSample","parent":"b","meta_user":{"k":{"v":2}}},
             {"id":"c","type":"TechReplicate","parent":"b"}]
            """;

        Assert.Equal(
            """
            {"nodes":[
            {"node":"new","change":"added","from":null,"to":{"id":"new","type":"SubSample","parent":"b","meta_controlled":{},"meta_user":{"k":{"v":2}},"source_meta":[]}},
            {"node":"c","change":"moved","from":"a","to":"b"},
            {"node":"c","change":"retyped","from":"SubSample","to":"TechReplicate"},
            {"node":"gone","change":"removed","from":{"id":"gone","type":"SubSample","parent":"a","meta_controlled":{},"meta_user":{"k":{"v":1}},"source_meta":[]},"to":null}
            ],"values":[],"order_changed":false,"truncated":false}
            """.ReplaceLineEndings(""),
            Diff(Before, After));
    }

    [Fact]
    public void Write_ValuesOfEachKind_AreToldWithBothSides() => Assert.Equal(
        """
        {"nodes":[],"values":[
        {"node":"n","kind":"controlled","key":"c","value_key":"v","from":1,"to":2},
        {"node":"n","kind":"user","key":"u","value_key":"new","to":"x"},
        {"node":"n","kind":"source","key":"c","value_key":null,"from":"s","to":"t"},
        {"node":"n","kind":"source","key":"c","value_key":"w","from":true,"to":"true"},
        {"node":"n","kind":"user","key":"u","value_key":"old","from":"x"}
        ],"order_changed":false,"truncated":false}
        """.ReplaceLineEndings(""),
        Diff(
            Tree.OneRoot("""
                "meta_controlled":{"c":{"v":1}},"meta_user":{"u":{"old":"x","same":1}},"source_meta":[{"key":"c","skey":"s","svalue":{"w":true}}]
                """),
            Tree.OneRoot("""
                "meta_controlled":{"c":{"v":2}},"meta_user":{"u":{"same":1.0,"new":"x"}},"source_meta":[{"key":"c","skey":"t","svalue":{"w":"true"}}]
                """)));

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("100", "1e2")]
    [InlineData("-0.0", "0")]
    [InlineData("0.1", "0.10")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    public void Write_FormsOfOneNumber_AreNoDifference(string before, string after) =>
        Assert.Equal(Nothing, Diff(OneValue(before), OneValue(after)));

    [Theory]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("9007199254740993", "9007199254740992.0")]
    [InlineData("18446744073709551615", "18446744073709551614")]
    [InlineData("1", "\"1\"")]
    [InlineData("1", "true")]
    public void Write_ValuesThatAreNearOrAlike_AreADifference(string before, string after) => Assert.NotEqual(
        Nothing, Diff(OneValue(before), OneValue(after)));

    [Fact]
    public void Write_OtherOrderOfKeys_IsNoDifference() => Assert.Equal(
        Nothing,
        Diff(Tree.OneRoot(""" "meta_user":{"a":{"x":1,"y":2},"b":{"z":3}} """), Tree.OneRoot(""" "meta_user":{"b":{"z":3},"a":{"y":2,"x":1}} """)));

    [Fact]
    public void Write_NodesInAnotherOrder_SaysSo() => Assert.Equal(
        Nothing.Replace("\"order_changed\":false", "\"order_changed\":true", StringComparison.Ordinal),
        Diff(
            """[{"id":"a","type":"BioReplicate"},{"id":"b","type":"BioReplicate"}]""",
            """[{"id":"b","type":"BioReplicate"},{"id":"a","type":"BioReplicate"}]"""));

    [Fact]
    public void Write_MoreDifferencesThanAreTold_TellsTheFirst()
    {
        const int Keys = 2000;
        var before = Nodes("0");
        var after = Nodes("1");

        using var diff = JsonDocument.Parse(Diff(before, after));

        Assert.Equal(TreeDiff.MaxDifferences, diff.RootElement.GetProperty("values").GetArrayLength());
        Assert.True(diff.RootElement.GetProperty("truncated").GetBoolean());

        // Six nodes with 2000 values each.
        static string Nodes(string value)
        {
            var values = string.Join(',', Enumerable.Range(0, Keys).Select(i => $"\"{i}\":{{\"v\":{value}}}"));
            return $"[{string.Join(',', Enumerable.Range(0, 6).Select(node => $$$"""{"id":"{{{node}}}","type":"BioReplicate","meta_user":{ {{{values}}} }}"""))}]";
        }
    }

    [Fact]
    public void Write_AsManyDifferencesAsAreTold_IsNotTruncated()
    {
        var nodes = string.Join(',', Enumerable.Range(0, SampleTree.MaxNodes - 1).Select(i => $$"""{"id":"{{i}}","type":"BioReplicate"}"""));
        using var diff = JsonDocument.Parse(Diff("""[{"id":"x","type":"BioReplicate"}]""", $"[{nodes}]"));
        Assert.Equal(TreeDiff.MaxDifferences, diff.RootElement.GetProperty("nodes").GetArrayLength());
        Assert.False(diff.RootElement.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public void Write_AnyTreeAgainstItself_IsEmpty() => Properties.ForAll(TreeTexts.Tree, tree => Assert.Equal(Nothing, Diff(tree, tree)), runs: 100);

    [Fact]
    public void Write_AnyTwoTrees_AppliedToTheFirstGivesTheSecond() => Properties.ForAll(
        FsCheck.Fluent.Gen.Zip(TreeTexts.Tree, TreeTexts.Tree),
        trees =>
        {
            var model = new TreeModel(Tree.Kept(trees.Item1));
            using var diff = JsonDocument.Parse(Diff(trees.Item1, trees.Item2));
            model.Apply(diff.RootElement);
            model.AssertIs(new TreeModel(Tree.Kept(trees.Item2)));
        },
        runs: 200);

    private static string OneValue(string value) => Tree.OneRoot($$$""" "meta_user":{"k":{"v":{{{value}}}}} """);

    private static string Diff(string before, string after)
    {
        using var from = JsonText.Parse(Tree.Read(before).NodeTree);
        using var to = JsonText.Parse(Tree.Read(after).NodeTree);
        using var output = new JsonOutput();
        output.Raw("{"u8);
        TreeDiff.Write(output, from.Root, to.Root);
        output.Raw("}"u8);
        return Encoding.ASCII.GetString(output.ToArray());
    }
}
