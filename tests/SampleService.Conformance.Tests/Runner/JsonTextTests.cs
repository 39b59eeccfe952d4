using SampleService.Testing.Json;

namespace SampleService.Conformance.Tests.Runner;

/// <summary>The JSON of the runner keeps what the framework's would change or refuse.</summary>
public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"b": 1, "a": [null, true, false, "x"]}""")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"\\ud800 \\udc00\"")]
    [InlineData("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u007f\\u00e9\"")]
    [InlineData("1e+16")]
    [InlineData("1e+23")]
    [InlineData("1e-05")]
    [InlineData("1.5e+300")]
    [InlineData("1000000000000000.0")]
    [InlineData("1234567890123456.0")]
    [InlineData("0.0001")]
    [InlineData("0.00012345")]
    [InlineData("-0.0")]
    [InlineData("3.141592653589793")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Write_WhatWasParsed_IsTheSameText(string text) => Assert.Equal(text, JsonText.Write(JsonText.Parse(text)));

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData("-")]
    [InlineData("[1,]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("\"\t\"")]
    [InlineData("\"\\x\"")]
    [InlineData("nul")]
    [InlineData("1 2")]
    public void Parse_NoJson_Refuses(string text) => Assert.Throws<FormatException>(() => JsonText.Parse(text));

    [Fact]
    public void ToUtf8_LoneSurrogate_BecomesItsThreeBytes() =>
        Assert.Equal([0xED, 0xA0, 0x80, 0x61, 0xF0, 0x9F, 0x98, 0x80], JsonText.ToUtf8("\ud800a\ud83d\ude00"));

    [Fact]
    public void TryParse_NoUtf8_IsNoJson() => Assert.False(JsonText.TryParse([0x22, 0xFF, 0x22], out _));
}
