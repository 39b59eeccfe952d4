using System.Text;
using FsCheck.Fluent;

namespace SampleService.JsonRpc.Tests.Node;

/// <summary>Where messages end on the Unix socket.</summary>
public class MessageFramingTests
{
    private static readonly string[] Values =
        ["""{"a":1}""", """{"a":"}\"]","b":[{}]}""", "[]", """[1,[2]]""", "{}", "7", "-1.5e3", "true", "null", "\"x\"", "\"\"", "\"a\\\\\"", "\"é\""];

    private static readonly string[] Pieces =
        [.. Values, "\n", " ", "\r\n", "\t", "{", "}", "[", "]", ",", ":", "\"", "\\", "nul", "hello", "é", "0", "\0", "{\"a\":"];

    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("{\"a\":1}\n{\"b\":2}\n", "{\"a\":1}", "{\"b\":2}")]
    [InlineData("{\"a\":1}{\"b\":2}[3]4 5\"x\"\"y\"true", "{\"a\":1}", "{\"b\":2}", "[3]", "4", "5", "\"x\"", "\"y\"", "true")]
    [InlineData("\n \r\n\t{}\n\n", "{}")]
    [InlineData("{\"a\":\"}]{\\\"\"}", "{\"a\":\"}]{\\\"\"}")]
    [InlineData("{\"a\":\n1}\n{}", "broken", "1", "broken", "{}")]
    [InlineData("\"a\nb\"\n{}", "broken", "broken", "{}")]
    [InlineData("hello {\"a\":1} there\n{}", "broken", "{}")]
    [InlineData("{]} {} []\n[2]", "broken", "[2]")]
    [InlineData("{\"a\":1} oops {}\n[2]", "{\"a\":1}", "broken", "[2]")]
    [InlineData(",,,\n}\n:\n", "broken", "broken", "broken")]
    [InlineData("{\"a\":", "broken")]
    [InlineData("   ")]
    [InlineData("")]
    public void Read_Text_GivesTheMessages(string text, params string[] messages) => Assert.Equal(messages, Framed.Of(text));

    [Theory]
    [InlineData(10, "\"12345678\"", "\"12345678\"")]
    [InlineData(10, "\"12345678\"\n[]", "\"12345678\"", "[]")]
    [InlineData(10, "\"123456789\"", "too large")]
    [InlineData(10, "\"1234567890123", "too large")]
    [InlineData(10, "1234567890\n", "1234567890")]
    [InlineData(10, "12345678901\n", "too large")]
    [InlineData(10, "               []", "[]")]
    [InlineData(10, "{}{}{}{}{}{}", "{}", "{}", "{}", "{}", "{}", "{}")]
    [InlineData(10, "hello ther\n{}", "broken", "{}")]
    [InlineData(10, "hello there\n{}", "broken", "too large")]
    [InlineData(10, "hello and no end of line", "broken", "too large")]
    public void Read_LongMessage_EndsTheConnection(int maxBytes, string text, params string[] messages) =>
        Assert.Equal(messages, Framed.Of(text, maxBytes));

    [Fact]
    public void Read_AnyBytesInAnyPieces_GiveTheSameMessages()
    {
        var streams =
            from texts in Gen.ArrayOf(Gen.Elements(Pieces))
            from cuts in Gen.ArrayOf(Gen.Choose(0, 7))
            from maxBytes in Gen.Elements(8, 20, 1000)
            select (Bytes: Encoding.UTF8.GetBytes(string.Concat(texts)), cuts, maxBytes);
        Properties.ForAll(streams, stream => Assert.Equal(
            Framed.Of(stream.Bytes, [], stream.maxBytes), Framed.Of(stream.Bytes, stream.cuts, stream.maxBytes)));
    }

    [Fact]
    public void Read_ValuesWithAnySeparators_GivesEachValue()
    {
        var separators = Gen.Elements(" ", "\n", "\r\n", "\t\n\n", "  ");
        var lists = Gen.ArrayOf(from value in Gen.Elements(Values) from separator in separators select (value, separator));
        var streams = from list in lists from cuts in Gen.ArrayOf(Gen.Choose(1, 5)) select (list, cuts);
        Properties.ForAll(streams, stream => Assert.Equal(
            stream.list.Select(part => part.value),
            Framed.Of(Encoding.UTF8.GetBytes(string.Concat(stream.list.Select(part => part.value + part.separator))), stream.cuts)));
    }

    [Fact]
    public void Read_AnyRubbishInALine_SparesTheNextLine()
    {
        var lines = from texts in Gen.ArrayOf(Gen.Elements(Pieces.Where(piece => !piece.Contains('\n')).ToArray())) select string.Concat(texts);
        Properties.ForAll(lines, line => Assert.Equal("{\"next\":1}", Framed.Of(line + "\n{\"next\":1}", 100_000)[^1]));
    }
}
