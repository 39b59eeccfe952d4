using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using SampleService.Domain;
using SampleService.Json;
using SampleService.Search.Tests.Support;

namespace SampleService.Search.Tests.Evaluation;

public class MatchTests
{
    private static readonly Sample Core = Sample.Of(
        """
        [{"id":"root","type":"BioReplicate","meta_user":{"depth":{"value":1,"units":"ft"},"material":{"value":"Soil"},"note":{"value":"Dark soil"}}},
         {"id":"core-1","type":"SubSample","parent":"root","meta_controlled":{"depth":{"value":13.5,"units":"ft"},"envo":{"value":"ENVO_3"}},
          "meta_user":{"material":{"value":"Soil"},"depth":{"value":11,"units":"ft"},"n":{"value":18446744073709551615}}}]
        """);

    [Fact]
    public void Explain_ConditionsOnOneNode_AreOfTheNodeThatHasAll() => Assert.Equal(
        """
        [{"condition":"filter.same_node[0]","node":"core-1","kind":"controlled","key":"depth","value_key":"value","value":13.5,"unit":"ft","compared_as":4.1148,"compared_unit":"meter","bounds":[3.048,5],"assumed":false},
        {"condition":"filter.same_node[1]","node":"core-1","kind":"user","key":"material","value_key":"value","value":"Soil","unit":null,"compared_as":null,"compared_unit":null,"bounds":null,"assumed":false}]
        """.ReplaceLineEndings(""),
        Core.Explain(
            """
            {"same_node":[{"on":"meta","key":"depth","gte":{"value":10,"unit":"ft"},"lte":{"value":5,"unit":"m"}},{"on":"meta","key":"material","eq":"Soil"}]}
            """));

    [Fact]
    public void Explain_ConditionsOfAll_AreOfTheFirstNodeEach() => Assert.Equal(
        ["core-1", "root"],
        Members("node", """{"all":[{"on":"meta","key":"depth","gt":{"value":10,"unit":"ft"}},{"on":"meta","key":"material","eq":"Soil"}]}"""));

    [Theory]
    [InlineData(""","eq":{"value":12,"unit":"in"}""", "0.3048|[0.3048,0.3048]|\"meter\"")]
    [InlineData(""","gt":{"value":0,"unit":"m"},"lt":{"value":1e300,"unit":"Ym"}""", "0.3048|[0,null]|\"meter\"")]
    [InlineData(""","gt":{"value":4,"unit":"m"}""", "4.1148|[4,null]|\"meter\"")]
    [InlineData(""","lt":{"value":1,"unit":"m"}""", "0.3048|[null,1]|\"meter\"")]
    [InlineData(""","lt":2""", "1|[null,2]|null")]
    [InlineData(""","eq":11""", "11|[11,11]|null")]
    [InlineData("", "null|null|null")]
    public void Explain_Numbers_HaveBounds(string test, string expected)
    {
        var match = Assert.Single(Matches($$"""{"on":"meta","key":"depth"{{test}}}"""));
        Assert.Equal(
            expected,
            $"{match.GetProperty("compared_as").GetRawText()}|{match.GetProperty("bounds").GetRawText()}|{match.GetProperty("compared_unit").GetRawText()}");
    }

    [Fact]
    public void Explain_NumberBeyondDoubles_IsShownExactly() => Assert.Equal(
        ["18446744073709551615"], Members("compared_as", """{"on":"meta","key":"n","gt":18446744073709551614}"""));

    [Fact]
    public void Explain_AssumedUnit_IsTold()
    {
        var match = Assert.Single(Matches(
            """{"on":"meta","key":"k","gte":{"value":1,"unit":"m"},"assume_unit":"ft"}""", Sample.WithValue("10")));
        Assert.Equal(("ft", true), (match.GetProperty("unit").GetString(), match.GetProperty("assumed").GetBoolean()));
        Assert.Equal(3.048, match.GetProperty("compared_as").GetDouble(), 1e-12);
    }

    [Fact]
    public void Explain_Words_AreThoseFound() =>
        Assert.Equal(["""["soil","dark"]"""], Members("compared_as", """{"on":"meta","key":"note","words":"soi* dark"}"""));

    [Fact]
    public void Explain_Term_IsTheChainUpToTheOneAskedFor()
    {
        const string Filter = """{"on":"meta","key":"envo","term":{"ontology":"envo","id":"ENVO:1","descendants":true}}""";
        Assert.Equal(
            """["ENVO:3","ENVO:2","ENVO:1"]""",
            Assert.Single(Matches(Filter, Core, new TestTerms(3).ContextOf(Filter))).GetProperty("compared_as").GetRawText());
    }

    [Theory]
    [InlineData("""{"on":"name","prefix":"SOIL"}""", "\"soil core\"", "null")]
    [InlineData("""{"on":"owner","in":["alice"]}""", "\"alice\"", "null")]
    [InlineData("""{"on":"saved","from":1}""", "2000", "null")]
    [InlineData("""{"on":"text","words":"dark core"}""", "null", "null")]
    [InlineData("""{"on":"node","prefix":"core"}""", "\"core-1\"", "\"core-1\"")]
    [InlineData("""{"on":"node_type","in":["SubSample"]}""", "\"SubSample\"", "\"core-1\"")]
    public void Explain_OtherConditions_HaveWhatWasCompared(string filter, string value, string node)
    {
        var match = Assert.Single(Matches(filter));
        Assert.Equal((value, node), (match.GetProperty("value").GetRawText(), match.GetProperty("node").GetRawText()));
        Assert.Equal(JsonValueKind.Null, match.GetProperty("key").ValueKind);
    }

    [Fact]
    public void Explain_Negated_IsNotTold() => Assert.Equal(
        ["filter.any[1]"],
        Members("condition", """{"any":[{"not":{"on":"meta","key":"depth"}},{"on":"meta","key":"material"},{"on":"meta","key":"nope"}]}"""));

    [Fact]
    public void Explain_ManyConditions_AreToldUpToTwenty() => Assert.Equal(
        Enumerable.Range(0, 20).Select(i => $"filter.all[{i}]"),
        Members("condition", $$"""{"all":[{{string.Join(',', Enumerable.Repeat("""{"on":"name","prefix":"s"}""", 30))}}]}"""));

    [Fact]
    public void Columns_OfASample_AreOfTheFirstNodeControlledBeforeUser()
    {
        using var json = JsonText.Parse("""[{"key":"depth"},{"key":"depth","kind":"controlled"},{"key":"note","value_key":"*"},{"key":"x"}]"""u8.ToArray());
        var columns = ColumnReader.Read(new Parameter(json.Root, "columns"));
        using var output = new JsonOutput();
        MatchJson.Write(output, Column.ReadAll(columns, Core.Tree, EvaluationContext.Empty.UnitMembers));
        Assert.Equal(
            """
            [{"node":"root","kind":"user","value":1,"unit":"ft"},{"node":"core-1","kind":"controlled","value":13.5,"unit":"ft"},
            {"node":"root","kind":"user","value":"Dark soil","unit":null},null]
            """.ReplaceLineEndings(""),
            Encoding.ASCII.GetString(output.ToArray()));
    }

    [Theory]
    [InlineData("{}", "columns must be a list")]
    [InlineData("[1]", "columns[0] must be a structure")]
    [InlineData("""[{"keys":1}]""", "columns[0].keys is not known here")]
    [InlineData("""[{"key":1}]""", "columns[0].key must be a string")]
    [InlineData("""[{"key":"k","kind":"x"}]""", "columns[0].kind must be one of: controlled, user, any")]
    [InlineData("""[{"key":"k","value_key":1}]""", "columns[0].value_key must be a string")]
    public void Columns_WrongOnes_SayWhere(string columns, string detail)
    {
        using var json = JsonText.Parse(Encoding.UTF8.GetBytes(columns));
        Assert.Equal(detail, Assert.Throws<ServiceException>(() => ColumnReader.Read(new Parameter(json.Root, "columns"))).Detail);
    }

    private static IEnumerable<string> Members(string name, string filter) =>
        Matches(filter).Select(match => match.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : match.GetProperty(name).GetRawText());

    private static ImmutableArray<JsonElement> Matches(string filter, Sample? sample = null, EvaluationContext? context = null)
    {
        using var parsed = JsonDocument.Parse((sample ?? Core).Explain(filter, context));
        return [.. parsed.RootElement.EnumerateArray().Select(match => match.Clone())];
    }
}
