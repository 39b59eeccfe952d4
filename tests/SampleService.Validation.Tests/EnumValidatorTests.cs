namespace SampleService.Validation.Tests;

/// <summary>The validator enum (docs/validators.md).</summary>
public class EnumValidatorTests
{
    private const string NotAllowed = "v|Metadata value at key v is not in the allowed list of values";

    [Theory]
    [InlineData("\"red\"", true)]
    [InlineData("\"r\\u0065d\"", true)]
    [InlineData("\"Red\"", false)]
    [InlineData("\" red\"", false)]
    [InlineData("\"grün\"", true)]
    [InlineData("1", true)]
    [InlineData("1.0", true)]
    [InlineData("10e-1", true)]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("\"1\"", false)]
    [InlineData("2.5", true)]
    [InlineData("25e-1", true)]
    [InlineData("9007199254740993", true)]
    [InlineData("9007199254740992", false)]
    [InlineData("9007199254740992.0", false)]
    public async Task Validate_Value_IsComparedByValue(string value, bool isAllowed) => Assert.Equal(
        isAllowed ? null : NotAllowed,
        await Texts.FindAsync("enum", "{allowed-values: [red, grün, 1, 2.5, 9007199254740993]}", $"{{\"v\": {value}}}"));

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("-0.0", true)]
    [InlineData("false", true)]
    [InlineData("2", false)]
    public async Task Validate_BooleansInList_AreOneAndZero(string value, bool isAllowed) => Assert.Equal(
        isAllowed ? null : NotAllowed, await Texts.FindAsync("enum", "{allowed-values: [yes, no]}", $"{{\"v\": {value}}}"));

    [Theory]
    [InlineData("{allowed-values: [a, b], keys: [x, y]}", """{"x": "a", "y": "b", "z": "c"}""", null)]
    [InlineData("{allowed-values: [a, b], keys: [x, y]}", """{"x": "a"}""", "y|Metadata value at key y is not in the allowed list of values")]
    [InlineData("{allowed-values: [a, b]}", """{"x": "a", "y": "c", "z": "d"}""", "y|Metadata value at key y is not in the allowed list of values")]
    public async Task Validate_Keys_AreCheckedInOrder(string parameters, string values, string? finding) =>
        Assert.Equal(finding, await Texts.FindAsync("enum", parameters, values));

    [Fact]
    public async Task Validate_LongValue_IsComparedWhole()
    {
        var text = new string('ä', 1000);

        Assert.Null(await Texts.FindAsync("enum", $"{{allowed-values: [{text}]}}", $"{{\"v\": \"{text}\"}}"));
        Assert.Equal(NotAllowed, await Texts.FindAsync("enum", $"{{allowed-values: [{text}]}}", $"{{\"v\": \"{text}ä\"}}"));
    }

    [Theory]
    [InlineData("{allowed: [1]}", "Unexpected configuration parameter: allowed")]
    [InlineData("{}", "allowed-values is a required parameter")]
    [InlineData("{allowed-values: []}", "allowed-values is a required parameter")]
    [InlineData("{allowed-values: a}", "allowed-values parameter must be a list")]
    [InlineData("{allowed-values: [a, ~]}", "allowed-values parameter contains a non-primitive type entry at index 1")]
    [InlineData("{allowed-values: [[a]], keys: 5}", "allowed-values parameter contains a non-primitive type entry at index 0")]
    [InlineData("{allowed-values: [a], keys: 5}", "keys parameter must be a string or list")]
    public void Load_WrongParameters_AreRefused(string parameters, string refusal) =>
        Assert.Equal(refusal, Texts.Refusal("enum", parameters));
}
