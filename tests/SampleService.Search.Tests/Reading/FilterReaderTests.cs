using SampleService.Domain;
using SampleService.Search.Tests.Support;

namespace SampleService.Search.Tests.Reading;

public class FilterReaderTests
{
    private const string Leaf = """{"on":"meta","key":"k"}""";

    [Theory]
    [InlineData("[]", "filter must be a structure")]
    [InlineData("\"x\"", "filter must be a structure")]
    [InlineData("""{"foo":1}""", "filter.foo is not known here")]
    [InlineData("""{"all":[],"foo":1}""", "filter.foo is not known here")]
    [InlineData("""{"all":[],"key":"k"}""", "filter.key is not known here")]
    [InlineData("""{}""", "filter must have exactly one of: all, any, not, same_node, on")]
    [InlineData("""{"not":null}""", "filter must have exactly one of: all, any, not, same_node, on")]
    [InlineData("""{"all":[],"any":[]}""", "filter must have exactly one of: all, any, not, same_node, on")]
    [InlineData("""{"all":[],"on":"meta"}""", "filter must have exactly one of: all, any, not, same_node, on")]
    [InlineData("""{"all":{}}""", "filter.all must be a list")]
    [InlineData("""{"all":[]}""", "filter.all must have 1 to 50 items")]
    [InlineData("""{"any":[null]}""", "filter.any[0] must be a structure")]
    [InlineData("""{"not":[]}""", "filter.not must be a structure")]
    [InlineData("""{"all":[{"on":"meta","key":"k"},{"not":{"any":[{"x":1}]}}]}""", "filter.all[1].not.any[0].x is not known here")]
    [InlineData("""{"same_node":[{"on":"meta","key":"k"}]}""", "filter.same_node must have 2 to 50 items")]
    [InlineData("""{"same_node":[1,2]}""", "filter.same_node[0] must be a structure")]
    [InlineData("""{"same_node":[{"all":[]},{"on":"meta"}]}""", "filter.same_node[0].all is not known here")]
    [InlineData("""{"same_node":[{"on":"meta","key":"k"},{"on":"name","eq":"x"}]}""", "filter.same_node[1].on must be one of: meta, node, node_type")]
    [InlineData(
        """{"on":"metaa","key":"k","eq":1}""",
        "filter.on must be one of: id, name, owner, saved_by, created, saved, node, node_type, meta, text, identifier, link, relation, vocabulary")]
    [InlineData("""{"on":"metaa","kez":"k"}""", "filter.kez is not known here")]
    public void Read_WrongShape_SaysWhere(string filter, string detail) => Filters.AssertRefused(detail, filter);

    [Fact]
    public void Read_SameNodeWithoutOn_SaysThatItIsMissing() =>
        Filters.AssertRefused("filter.same_node[0].on", """{"same_node":[{"key":"k"},{"on":"meta","key":"k"}]}""", ErrorKind.MissingParameter);

    [Fact]
    public void Read_Null_IsNoFilter() => Assert.Null(FilterReader.Read(new Parameter(default, "filter")));

    [Fact]
    public void Read_FiftyConditions_AreRead() => Assert.Equal(50, Filters.Read(Conditions(50)).Conditions.Count());

    [Fact]
    public void Read_FiftyOneConditions_AreTooMany() =>
        Filters.AssertRefused("filter has more than 50 conditions", $$"""{"all":[{{Conditions(50)}},{{Leaf}}]}""");

    [Fact]
    public void Read_FiftyOneConditionsOfOneNode_AreTooMany() =>
        Filters.AssertRefused("filter has more than 50 conditions", $$"""{"all":[{"same_node":[{{Leaf}},{{Leaf}}]},{"any":[{{Leaves(49)}}]}]}""");

    [Fact]
    public void Read_FiveLevels_AreRead() => Assert.Single(Filters.Read(Nested(5)).Conditions);

    [Fact]
    public void Read_SixLevels_AreTooDeep() => Filters.AssertRefused("filter is nested deeper than 5 levels", Nested(6));

    [Fact]
    public void Read_SameNodeOnTheSixthLevel_IsTooDeep() => Filters.AssertRefused(
        "filter is nested deeper than 5 levels", Nested(5).Replace(Leaf, $$"""{"same_node":[{{Leaf}},{{Leaf}}]}""", StringComparison.Ordinal));

    [Fact]
    public void Read_ThousandValues_AreRead() => Assert.Equal(2, Filters.Read(Values(500)).Conditions.Count());

    [Fact]
    public void Read_MoreThanThousandValues_AreTooMany() => Filters.AssertRefused("filter has more than 1000 values", Values(501));

    [Fact]
    public void Read_MoreThanThousandValuesInOneList_AreTooManyItems() => Filters.AssertRefused(
        "filter.in must have 1 to 1000 items", $$"""{"on":"meta","key":"k","in":[{{Numbers(1001)}}]}""");

    [Fact]
    public void Read_Paths_AreThoseOfTheArgument() => Assert.Equal(
        ["filter.all[0]", "filter.all[1].any[0].not", "filter.all[1].any[1].same_node[0]", "filter.all[1].any[1].same_node[1]"],
        Filters.Read($$"""{"all":[{{Leaf}},{"any":[{"not":{{Leaf}}},{"same_node":[{{Leaf}},{{Leaf}}]}]}]}""").Conditions.Select(c => c.Path));

    private static string Leaves(int count) => string.Join(',', Enumerable.Repeat(Leaf, count));

    private static string Conditions(int count) => $$"""{"all":[{{Leaves(count)}}]}""";

    private static string Nested(int levels) => levels == 0 ? Leaf : $$"""{"not":{{Nested(levels - 1)}}}""";

    private static string Numbers(int count) => string.Join(',', Enumerable.Range(0, count));

    private static string Values(int each)
    {
        var list = $$"""{"on":"meta","key":"k","in":[{{Numbers(each)}}]}""";
        return $$"""{"any":[{{list}},{{list}}]}""";
    }
}
