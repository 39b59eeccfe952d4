using System.Text;

namespace SampleService.Json.Tests;

public class JsonValueTests
{
    [Theory]
    [InlineData("null", true)]
    [InlineData("false", true)]
    [InlineData("0", true)]
    [InlineData("-0", true)]
    [InlineData("0.0", true)]
    [InlineData("0e99999999999", true)]
    [InlineData("\"\"", true)]
    [InlineData("[]", true)]
    [InlineData("{ }", true)]
    [InlineData("true", false)]
    [InlineData("-1", false)]
    [InlineData("0.1", false)]
    [InlineData("1e400", false)]
    [InlineData("\"0\"", false)]
    [InlineData("\" \"", false)]
    [InlineData("\"false\"", false)]
    [InlineData("[0]", false)]
    [InlineData("{\"\":null}", false)]
    public void IsFalsy_EachKind_IsAsTheContractSays(string text, bool falsy) => Assert.Equal(falsy, Value(text).IsFalsy);

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-0", 0L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("-9223372036854775809", null)]
    [InlineData("1.0", null)]
    [InlineData("1e3", null)]
    [InlineData("1E3", null)]
    [InlineData("\"1\"", null)]
    [InlineData("true", null)]
    [InlineData("[1]", null)]
    public void TryGetInt64_OnlyIntegersOfSixtyFourBits(string text, long? expected)
    {
        Assert.Equal(expected is not null, Value(text).TryGetInt64(out var value));
        Assert.Equal(expected ?? value, value);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("-0", true)]
    [InlineData("123456789012345678901234567890", true)]
    [InlineData("1.0", false)]
    [InlineData("1e3", false)]
    [InlineData("1E3", false)]
    [InlineData("\"1\"", false)]
    [InlineData("null", false)]
    public void IsInteger_Number_IsLiteralWithoutPointAndExponent(string text, bool expected) => Assert.Equal(expected, Value(text).IsInteger);

    [Theory]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData("-1e400", double.NegativeInfinity)]
    [InlineData("1e99999999999", double.PositiveInfinity)]
    [InlineData("1e-99999999999", 0)]
    [InlineData("1e-400", 0)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("4.9E-324", double.Epsilon)]
    public void GetDouble_BeyondTheRange_IsInfiniteOrZero(string text, double expected) => Assert.Equal(expected, Value(text).GetDouble());

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("-0.0")]
    [InlineData("1E+02")]
    [InlineData("100000000000000000000000000000000000000000000000001")]
    public void Raw_Number_IsTheLiteral(string literal)
    {
        Assert.Equal(literal, Encoding.UTF8.GetString(Value(literal).Raw));
        Assert.Equal(literal, Encoding.UTF8.GetString(Value($"  [ {literal} ]  ", 0).Raw));
    }

    [Fact]
    public void Kind_Default_IsAbsent()
    {
        var value = default(JsonValue);

        Assert.Equal(JsonKind.Absent, value.Kind);
        Assert.True(value.IsNullOrAbsent);
        Assert.True(value.IsFalsy);
        Assert.False(value.IsInteger);
        Assert.False(value.HasEscapes);
        Assert.False(value.IsText(""u8));
        Assert.False(value.TryGetInt64(out _));
        Assert.Null(value.AsString());
        Assert.Equal(0, value.Count);
        Assert.Equal(JsonKind.Absent, value["a"u8].Kind);
        Assert.True(value.Raw.IsEmpty);
        Assert.True(value.RawContent.IsEmpty);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("\"a\"")]
    [InlineData("[{\"a\":1}]")]
    [InlineData("{\"b\":{\"a\":1}}")]
    public void Indexer_NoSuchMemberOrNoObject_IsAbsent(string text)
    {
        var member = Value(text)["a"u8];

        Assert.Equal(JsonKind.Absent, member.Kind);
        Assert.True(member.IsNullOrAbsent);
    }

    [Fact]
    public void Indexer_EscapedName_IsFound()
    {
        Assert.Equal(1, Value("""{"\u0069d": 1}""")["id"u8].GetDouble());
        Assert.False(Value("""{"id": null}""")["id"u8].Kind == JsonKind.Absent);
        Assert.True(Value("""{"id": null}""")["id"u8].IsNullOrAbsent);
    }

    [Theory]
    [InlineData("\"abc\"", true)]
    [InlineData("\"\\u0061bc\"", true)]
    [InlineData("\"ab\"", false)]
    [InlineData("\"abcd\"", false)]
    [InlineData("\"ABC\"", false)]
    [InlineData("\"abc\\u0000\"", false)]
    [InlineData("[\"abc\"]", false)]
    [InlineData("null", false)]
    public void IsText_AnyText_ComparesExactly(string text, bool expected) => Assert.Equal(expected, Value(text).IsText("abc"u8));

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void GetString_OtherKinds_ThrowsAndAsStringIsNull(string text)
    {
        Assert.Throws<InvalidOperationException>(() => Value(text).GetString());
        Assert.Null(Value(text).AsString());
    }

    [Fact]
    public void Raw_ArrayOrObject_IsTheWholeText()
    {
        Assert.Equal("""{ "a" : [ 1 , "é" ] }""", Encoding.UTF8.GetString(Value("""  { "a" : [ 1 , "é" ] } """).Raw));
        Assert.Equal("""[ 1 , "é" ]""", Encoding.UTF8.GetString(Value("""  { "a" : [ 1 , "é" ] } """)["a"u8].Raw));
    }

    private static JsonValue Value(string text) => JsonText.Parse(Encoding.UTF8.GetBytes(text)).Root;

    private static JsonValue Value(string text, int item)
    {
        var items = Value(text).Items;
        for (var i = 0; i <= item; i++)
            Assert.True(items.MoveNext());
        return items.Current;
    }
}
