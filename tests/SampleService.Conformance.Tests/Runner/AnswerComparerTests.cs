using SampleService.Testing.Conformance;
using SampleService.Testing.Json;

namespace SampleService.Conformance.Tests.Runner;

/// <summary>The comparison has to see every kind of difference.</summary>
public sealed class AnswerComparerTests
{
    [Theory]
    [InlineData("""{"a": [1, "x", null, true]}""", """{"a": [1, "x", null, true]}""")]
    [InlineData("1", "1.0")]
    [InlineData("100", "1e2")]
    [InlineData("18446744073709551616", "18446744073709551616.0")]
    [InlineData("""{"a": 1, "b": 2}""", """{"b": 2, "a": 1}""")]
    [InlineData("""{"$starts": "ab"}""", "\"abc\"")]
    public void Differences_SameMeaning_None(string expected, string actual) =>
        Assert.Empty(Differences(expected, actual));

    [Theory]
    [InlineData("1", "2")]
    [InlineData("1", "true")]
    [InlineData("true", "1")]
    [InlineData("false", "0")]
    [InlineData("0", "null")]
    [InlineData("1", "\"1\"")]
    [InlineData("\"a\"", "\"b\"")]
    [InlineData("{}", "[]")]
    [InlineData("[]", "null")]
    [InlineData("9007199254740993", "9007199254740992.0")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("""{"a": 1}""", "{}")]
    [InlineData("{}", """{"a": 1}""")]
    [InlineData("""{"a": null}""", "{}")]
    [InlineData("[1, 2]", "[2, 1]")]
    [InlineData("[1]", "[1, 2]")]
    [InlineData("""{"$starts": "ab"}""", "\"ba\"")]
    [InlineData("""{"$starts": "ab"}""", "5")]
    [InlineData("""{"$starts": ""}""", "null")]
    [InlineData("\"\\ud800\"", "\"\\ufffd\"")]
    public void Differences_OtherMeaning_Found(string expected, string actual) =>
        Assert.NotEmpty(Differences(expected, actual));

    [Fact]
    public void Differences_OrderCounts_SeesTheOrderOfMembers() =>
        Assert.Single(Differences("""{"a": 1, "b": 2}""", """{"b": 2, "a": 1}""", new AnswerComparer(ordered: true)));

    [Fact]
    public void Differences_Partly_SeesOnlyMembersThatAreExpected()
    {
        var partly = new AnswerComparer(partly: true);

        Assert.Empty(Differences("""{"a": {"b": 1}}""", """{"a": {"b": 1, "c": 2}, "d": 3}""", partly));
        Assert.Single(Differences("""{"a": {"b": 1}}""", """{"a": {"b": 2, "c": 2}, "d": 3}""", partly));
        Assert.Single(Differences("""{"a": {"b": 1}}""", """{"d": 3}""", partly));
    }

    private static IReadOnlyList<string> Differences(string expected, string actual, AnswerComparer? comparer = null) =>
        (comparer ?? new AnswerComparer()).Differences(JsonText.Parse(expected), JsonText.Parse(actual));
}
