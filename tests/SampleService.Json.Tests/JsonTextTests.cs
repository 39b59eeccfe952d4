using System.Text;

namespace SampleService.Json.Tests;

public class JsonTextTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5000)]
    public void Parse_NestedAsDeepAsAllowed_IsTakenAndOneDeeperIsNot(int depth)
    {
        Parse(Nested(depth, "[", "]"), depth).Dispose();
        Parse(Nested(depth, "{\"a\":", "}"), depth).Dispose();

        foreach (var text in new[] { Nested(depth + 1, "[", "]"), Nested(depth + 1, "{\"a\":", "}") })
        {
            var refusal = Assert.Throws<JsonTextException>(() => Parse(text, depth));
            Assert.True(refusal.IsTooDeep);
            Assert.Equal($"Request is nested deeper than {depth} levels", refusal.Message);
        }
    }

    [Fact]
    public void Parse_WithoutALimitGiven_AllowsSixtyFourLevels()
    {
        Parse(Nested(64, "[", "]")).Dispose();

        Assert.True(Assert.Throws<JsonTextException>(() => Parse(Nested(65, "[", "]"))).IsTooDeep);
    }

    [Fact]
    public void Parse_ManySiblings_DoNotCountAsDepth() =>
        Parse($"[{string.Join(',', Enumerable.Repeat("[[],{}]", 100))}]", 3).Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\r\n\t ")]
    [InlineData("\ufeff")]
    [InlineData("\ufeff \n")]
    public void Parse_EmptyBody_HasTheTextOfTheContract(string text)
    {
        var refusal = Assert.Throws<JsonTextException>(() => Parse(text));
        Assert.Equal("Expecting value: line 1 column 1 (char 0)", refusal.Message);
        Assert.False(refusal.IsTooDeep);
    }

    [Theory]
    [InlineData("{", 1, 2)]
    [InlineData("nul", 1, 4)]
    [InlineData("[1,\n2,\n  x]", 3, 3)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("[1,]", 1, 4)]
    [InlineData("{\"a\":1,}", 1, 8)]
    [InlineData("// no\n1", 1, 1)]
    [InlineData("[NaN]", 1, 2)]
    [InlineData("\ufeff\ufeff1", 1, 1)]
    public void Parse_NotJson_MessageHasOnlyThePosition(string text, int line, int column)
    {
        var refusal = Assert.Throws<JsonTextException>(() => Parse(text));
        Assert.Equal($"The body is not JSON: line {line} column {column}", refusal.Message);
        Assert.Null(refusal.InnerException);
        Assert.False(refusal.IsTooDeep);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData("0x10")]
    [InlineData("'a'")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"\\x41\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\u123\"")]
    [InlineData("\"open")]
    [InlineData("{a:1}")]
    [InlineData("{1:1}")]
    [InlineData("[1 2]")]
    [InlineData("]")]
    [InlineData("[}")]
    [InlineData("\u00a01")]
    public void Parse_NearlyJson_IsRefused(string text) =>
        Assert.StartsWith("The body is not JSON: line 1 column ", Assert.Throws<JsonTextException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("22 80 22")]
    [InlineData("22 c0 af 22")]
    [InlineData("22 e2 82 22")]
    [InlineData("22 ed a0 80 22")]
    [InlineData("22 f4 90 80 80 22")]
    [InlineData("22 ff 22")]
    [InlineData("ef bb bf 22 80 22")]
    [InlineData("7b 7d e9")]
    public void Parse_InvalidUtf8_IsRefused(string bytes) =>
        Assert.Equal("The body is not valid UTF-8", Assert.Throws<JsonTextException>(() => JsonText.Parse(Hex(bytes))).Message);

    [Theory]
    [InlineData("ff fe 22 00 00 d8 22 00")] // UTF-16 with a lone surrogate
    [InlineData("22 00 00 dc 22 00")]
    [InlineData("fe ff 00 22 d8 00 00 22")]
    [InlineData("5b 00 5d 00 20")] // half a unit
    [InlineData("5b 00 00 00 5d 00 00")]
    [InlineData("00 00 00 22 00 11 00 00 00 00 00 22")] // beyond U+10FFFF
    [InlineData("00 00 00 22 00 00 d8 00 00 00 00 22")]
    public void Parse_InvalidUtf16OrUtf32_IsRefused(string bytes) =>
        Assert.Equal("The body is not valid Unicode", Assert.Throws<JsonTextException>(() => JsonText.Parse(Hex(bytes))).Message);

    [Theory]
    [InlineData("00")]
    [InlineData("00 00")]
    [InlineData("00 00 00 00")]
    [InlineData("22 61 00 22")]
    public void Parse_NulBytes_AreNotJson(string bytes) => Assert.Throws<JsonTextException>(() => JsonText.Parse(Hex(bytes)));

    [Theory]
    [InlineData("31 00")]
    [InlineData("00 31")]
    [InlineData("31 00 00 00")]
    [InlineData("00 00 00 31")]
    [InlineData("ff fe 31 00")]
    [InlineData("fe ff 00 31")]
    [InlineData("ff fe 00 00 31 00 00 00")]
    [InlineData("00 00 fe ff 00 00 00 31")]
    [InlineData("ef bb bf 31")]
    [InlineData("31")]
    public void Parse_SingleDigitInAnyEncoding_IsFound(string bytes)
    {
        using var text = JsonText.Parse(Hex(bytes));
        Assert.True(text.Root.TryGetInt64(out var number));
        Assert.Equal(1, number);
    }

    /// <summary>The table of tokens grows in steps and leaves the pool above 65536.</summary>
    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public void Parse_ManyValues_KeepsEachOfThem(int count)
    {
        using var text = Parse($"[{string.Join(',', Enumerable.Range(0, count))}]");

        var next = 0L;
        foreach (var item in text.Root.Items)
        {
            Assert.True(item.TryGetInt64(out var value));
            Assert.Equal(next++, value);
        }

        Assert.Equal(count, next);
    }

    [Fact]
    public void Parse_AfterOthersWereDisposed_SharesNothingWithThem()
    {
        using var kept = Parse("""{"a": [1, 2], "a": 3}""");
        for (var i = 0; i < 100; i++)
            Parse($"[{string.Join(',', Enumerable.Repeat("\"x\"", i))}]").Dispose();
        Assert.Throws<JsonTextException>(() => Parse("[1,"));
        Parse("[[[]]]").Dispose();

        Assert.Equal(3, kept.Root["a"u8].GetDouble());
    }

    private static string Nested(int depth, string open, string close) =>
        string.Concat(Enumerable.Repeat(open, depth)) + (open == "[" ? "" : "0") + string.Concat(Enumerable.Repeat(close, depth))
        + (depth == 0 && open == "[" ? "0" : "");

    private static JsonText Parse(string text, int maximumDepth = 64) => JsonText.Parse(Encoding.UTF8.GetBytes(text), maximumDepth);

    private static byte[] Hex(string bytes) => Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal));
}
