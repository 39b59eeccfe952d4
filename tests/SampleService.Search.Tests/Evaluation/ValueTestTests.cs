using SampleService.Search.Tests.Support;

namespace SampleService.Search.Tests.Evaluation;

/// <summary>What each test of a value holds for.</summary>
public class ValueTestTests
{
    [Theory]
    [InlineData("\"Soil\"", ",\"eq\":\"Soil\"", true)]
    [InlineData("\"Soil\"", ",\"eq\":\"soil\"", false)]
    [InlineData("\"\u00e9\"", ",\"eq\":\"e\u0301\"", false)]
    [InlineData("\"a\\\"b\"", ",\"eq\":\"a\\\"b\"", true)]
    [InlineData("1", ",\"eq\":1.0", true)]
    [InlineData("\"1\"", ",\"eq\":1", false)]
    [InlineData("1", ",\"eq\":true", false)]
    [InlineData("true", ",\"eq\":true", true)]
    [InlineData("false", ",\"eq\":true", false)]
    [InlineData("false", ",\"in\":[0,\"false\"]", false)]
    [InlineData("false", ",\"in\":[0,false]", true)]
    [InlineData("2", ",\"in\":[1,2,3]", true)]
    [InlineData("18446744073709551615", ",\"eq\":18446744073709551614", false)]
    [InlineData("9007199254740993", ",\"eq\":9007199254740992", false)]
    [InlineData("18446744073709551615", ",\"gt\":18446744073709551614", true)]
    [InlineData("9007199254740993", ",\"gt\":9007199254740992.0", true)]
    [InlineData("1.0000000000000002", ",\"gt\":1", true)]
    [InlineData("5", ",\"gt\":5", false)]
    [InlineData("5", ",\"gte\":5,\"lte\":5.0", true)]
    [InlineData("5", ",\"lt\":5", false)]
    [InlineData("5", ",\"gt\":4,\"lt\":6", true)]
    [InlineData("\"5\"", ",\"gt\":4", false)]
    [InlineData("5", ",\"gt\":\"4\"", false)]
    [InlineData("\"Forest\"", ",\"prefix\":\"fOR\"", true)]
    [InlineData("\"Forest\"", ",\"prefix\":\"forests\"", false)]
    [InlineData("\"\u00c9T\u00c9\"", ",\"prefix\":\"e\u0301t\"", true)]
    [InlineData("5", ",\"prefix\":\"5\"", false)]
    [InlineData("\"2019-06-26\"", ",\"gte\":\"2019-06\",\"lt\":\"2019-07\"", true)]
    [InlineData("\"2019-07-01\"", ",\"gte\":\"2019-06\",\"lt\":\"2019-07\"", false)]
    [InlineData("\"B\"", ",\"gt\":\"a\",\"lt\":\"C\"", true)]
    [InlineData("\"\ud83d\ude00\"", ",\"gt\":\"\uffe6\"", true)]
    [InlineData("\"dark, Brown soil\"", ",\"words\":\"SOIL dark\"", true)]
    [InlineData("\"dark brown\"", ",\"words\":\"bro*\"", true)]
    [InlineData("\"dark brown\"", ",\"words\":\"bro\"", false)]
    [InlineData("5", ",\"words\":\"5\"", false)]
    public void Holds_Value_IsAsTheTableSays(string value, string test, bool holds) =>
        Assert.Equal(holds, Sample.WithValue(value).Matches(Filters.OnKey(test)));

    [Theory]
    [InlineData("ENVO:1", false, true)]
    [InlineData("ENVO_1", false, true)]
    [InlineData("ENVO:old", false, true)]
    [InlineData("ENVO_2", false, false)]
    [InlineData("ENVO_2", true, true)]
    [InlineData("ENVO:3", true, true)]
    [InlineData("envo:3", true, false)]
    [InlineData("ENVO:4", true, false)]
    public void Holds_Term_IsItOrOneBelow(string value, bool descendants, bool holds)
    {
        var filter = Filters.OnKey($$""","term":{"ontology":"envo","id":"ENVO_1","descendants":{{(descendants ? "true" : "false")}}}""").Replace("ENVO_1", "ENVO:1", StringComparison.Ordinal);
        Assert.Equal(holds, Sample.WithValue($"\"{value}\"").Matches(filter, new TestTerms(3).ContextOf(filter)));
    }

    [Theory]
    [InlineData("""{"ontology":"go","id":"ENVO:1"}""", 2, "filter.term: ontology go is not known")]
    [InlineData("""{"ontology":"envo","id":"ENVO:9"}""", 2, "filter.term: term ENVO:9 is not known")]
    [InlineData("""{"ontology":"envo","id":"ENVO:1","descendants":true}""", 1002, "filter.term: term ENVO:1 has more than 1000 descendants")]
    public void Resolve_TermThatIsNotThere_SaysWhere(string term, int count, string detail) => Assert.Equal(
        detail,
        Assert.Throws<Domain.ServiceException>(() => new TestTerms(count).ContextOf(Filters.OnKey($",\"term\":{term}"))).Detail);

    [Fact]
    public void Resolve_ThousandDescendants_AreKnown() =>
        Assert.Single(new TestTerms(1001).ContextOf(Filters.OnKey(""","term":{"ontology":"envo","id":"ENVO:1","descendants":true}""")).Terms);
}
