using System.Text;

namespace SampleService.Json.Tests;

public class RepeatedNamesTests
{
    [Theory]
    [InlineData("""{"a": 1, "b": 2, "a": 3}""", """a=3,b=2""")]
    [InlineData("""{"b": 1, "a": 2, "b": 3, "b": 4}""", """b=4,a=2""")]
    [InlineData("""{"a": 1, "\u0061": 2}""", """a=2""")]
    [InlineData("""{"\u0061": 1, "x": 0, "a": 2}""", """a=2,x=0""")]
    [InlineData("""{"\u00e9": 1, "é": 2, "\u00E9": 3}""", """é=3""")]
    [InlineData("""{"\/": 1, "/": 2}""", """/=2""")]
    [InlineData("""{"a": 1, "A": 2}""", """a=1,A=2""")]
    [InlineData("""{"e\u0301": 1, "é": 2}""", "e\u0301=1,é=2")]
    [InlineData("""{"": 1, "": 2}""", """=2""")]
    [InlineData("""{"a": {"x": [1, 2]}, "b": 1, "a": [], "b": {}}""", """a=[],b={}""")]
    public void Members_RepeatedName_LastValueAtFirstPosition(string text, string expected) =>
        Assert.Equal(expected, Describe(text));

    [Fact]
    public void Members_LoneSurrogates_AreDistinctNames() =>
        Assert.Equal(
            "\ud800=5,\udbff=2,\ufffd=4",
            Describe("""{"\ud800": 1, "\udbff": 2, "\ufffd": 3, "�": 4, "\uD800": 5}"""));

    [Fact]
    public void Members_RepeatedInNestedObjects_ResolvedInEachByItself()
    {
        using var text = Parse("""{"o": {"a": 1, "a": 2}, "l": [{"b": {"c": 3, "c": 4}, "c": 0}], "a": 9}""");

        Assert.Equal(2, text.Root["o"u8]["a"u8].GetDouble());
        Assert.Equal(1, text.Root["o"u8].Count);
        var items = text.Root["l"u8].Items;
        Assert.True(items.MoveNext());
        Assert.Equal(4, items.Current["b"u8]["c"u8].GetDouble());
        Assert.Equal(0, items.Current["c"u8].GetDouble());
        Assert.Equal(9, text.Root["a"u8].GetDouble());
    }

    [Fact]
    public void Members_RepeatedNameWithObjectsAsValues_ShowsNothingOfTheEarlierOnes()
    {
        using var text = Parse("""{"a": {"x": 1, "y": {"z": 2}}, "b": 0, "a": {"w": 3, "w": 4}, "c": 5}""");

        Assert.Equal(3, text.Root.Count);
        Assert.Equal(JsonKind.Absent, text.Root["a"u8]["x"u8].Kind);
        Assert.Equal(4, text.Root["a"u8]["w"u8].GetDouble());
        Assert.Equal(5, text.Root["c"u8].GetDouble());
    }

    /// <summary>Few names are compared with each other, many through a table: the edge between is at eight.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(200)]
    [InlineData(30_000)]
    public void Members_ManyNamesEachTwice_LastValuesInOrderOfFirstAppearance(int count)
    {
        var half = count / 2;
        // Odd repetitions are escaped, and the second half comes in the opposite order.
        var first = Enumerable.Range(0, half).Select(i => $"\"k{i}\":{i}");
        var second = Enumerable.Range(0, half).Reverse().Select(i => i % 2 == 0 ? $"\"k{i}\":-{i}" : $"\"\\u006b{i}\":-{i}");
        var odd = Enumerable.Repeat("\"last\":0", count % 2);

        using var text = Parse($"{{{string.Join(',', first.Concat(second).Concat(odd))}}}");

        var members = new List<(string Name, double Value)>();
        foreach (var member in text.Root.Members)
            members.Add((member.Name.GetString(), member.Value.GetDouble()));
        var expected = Enumerable.Range(0, half).Select(i => ($"k{i}", (double)-i)).ToList();
        if (count % 2 == 1)
            expected.Add(("last", 0));
        Assert.Equal(expected, members);
    }

    [Fact]
    public void Members_LongNamesBeyondTheHashBuffer_AreTheSameInAnySpelling()
    {
        var name = new string('n', 127) + "é";
        var others = string.Concat(Enumerable.Range(0, 10).Select(i => $"\"{name}{i}\":0,"));
        using var text = Parse($"{{\"{name}\":1,{others}\"{name.Replace("é", "\\u00e9", StringComparison.Ordinal)}\":2}}");

        var members = text.Root.Members;
        Assert.True(members.MoveNext());
        Assert.Equal(2, members.Current.Value.GetDouble());
        Assert.Equal(11, text.Root.Count);
    }

    private static JsonText Parse(string text) => JsonText.Parse(Encoding.UTF8.GetBytes(text));

    private static string Describe(string text)
    {
        using var parsed = Parse(text);
        List<string> members = [];
        foreach (var member in parsed.Root.Members)
            members.Add($"{member.Name.GetString()}={Encoding.UTF8.GetString(member.Value.Raw)}");
        return string.Join(',', members);
    }
}
