using System.Text;
using SampleService.Import.Tests.Support;
using SampleService.Json;

namespace SampleService.Import.Tests.Mapping;

/// <summary>Milliseconds, and seconds before them.</summary>
public sealed class TimeRuleTests
{
    [Theory]
    [InlineData("1614958000123", 1614958000123)]
    [InlineData("1614958000123.0", 1614958000123)]
    [InlineData("1614958000123.6", 1614958000124)]
    [InlineData("1000000000000", 1000000000000)]
    [InlineData("999999999999", 999999999999000)]
    [InlineData("1614958000.5", 1614958000500)]
    [InlineData("1590534565.1234567", 1590534565123)]
    [InlineData("1590534565.9996", 1590534566000)]
    [InlineData("500", 500000L)]
    [InlineData("0", 0L)]
    [InlineData("-100.0", -100000L)]
    [InlineData("-0.0004", 0L)]
    [InlineData("9007199254740991", 9007199254740991)]
    [InlineData("1e300", null)]
    [InlineData("1e999", null)]
    [InlineData("\"1614958000123\"", null)]
    [InlineData("null", null)]
    public void Read_AnyNumber_IsMilliseconds(string json, long? expected) => Assert.Equal(expected, ImportedTime.Read(Parse(json))?.Milliseconds);

    [Theory]
    [InlineData("9007199254740991", true)]
    [InlineData("9007199254740991.0", true)]
    [InlineData("9007199254740.991", true)]
    [InlineData("9007199254740990", false)]
    [InlineData("9007199254740.9", false)]
    [InlineData("null", false)]
    public void IsNever_BothForms_AreKnown(string json, bool expected) => Assert.Equal(expected, ImportedTime.IsNever(Parse(json)));

    private static JsonValue Parse(string json) => JsonText.Parse(Encoding.UTF8.GetBytes(json)).Root;
}
