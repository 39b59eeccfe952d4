namespace SampleService.Validation.Tests;

/// <summary>Section 8.5 of the wire contract: string.</summary>
public class StringValidatorTests
{
    [Theory]
    [InlineData("{max-len: 3}", """{"a": "abc", "b": 12345, "c": true}""", null)]
    [InlineData("{max-len: 3}", """{"a": "abcd"}""", "a|Metadata value at key a is longer than max length of 3")]
    [InlineData("{max-len: 3}", """{"abcd": 1}""", "abcd|Metadata contains key longer than max length of 3")]
    [InlineData("{max-len: 3}", """{"b": "1234", "abcd": 1}""", "b|Metadata value at key b is longer than max length of 3")]
    [InlineData("{max-len: 2}", """{"a": "\u0041\u0042"}""", null)]
    [InlineData("{max-len: 2}", """{"a": "😀😀"}""", null)]
    [InlineData("{max-len: 2}", """{"a": "\ud83d\ude00\ud83d\ude00\ud800"}""", "a|Metadata value at key a is longer than max length of 2")]
    [InlineData("{max-len: '3'}", """{"a": "abcd"}""", "a|Metadata value at key a is longer than max length of 3")]
    [InlineData("{max-len: 99999999999}", """{"a": "abcd"}""", null)]
    [InlineData("{keys: a}", """{"b": 1}""", null)]
    [InlineData("{keys: a}", """{"a": 1}""", "a|Metadata value at key a is not a string")]
    [InlineData("{keys: a}", """{"a": true}""", "a|Metadata value at key a is not a string")]
    [InlineData("{keys: [a, b], required: true}", """{"b": 1}""", "a|Required key a is missing")]
    [InlineData("{keys: [a, b], required: [0]}", """{"a": ""}""", "b|Required key b is missing")]
    [InlineData("{keys: [a, b], required: no}", """{"c": ""}""", null)]
    [InlineData("{keys: [b, a], max-len: 2}", """{"a": "abc", "b": "abc", "c": "abc"}""", "b|Metadata value at key b is longer than max length of 2")]
    [InlineData("{keys: ä, max-len: 2}", """{"\u00e4": "abc"}""", "ä|Metadata value at key ä is longer than max length of 2")]
    [InlineData("{keys: ä, max-len: 2}", """{"ä": "abc"}""", "ä|Metadata value at key ä is longer than max length of 2")]
    [InlineData("{keys: 'q\"', max-len: 2}", """{"q\"": "abc"}""", "q\"|Metadata value at key q\" is longer than max length of 2")]
    [InlineData("{keys: [], max-len: 2}", """{"a": "abc"}""", "a|Metadata value at key a is longer than max length of 2")]
    public async Task Validate_Values_Finds(string parameters, string values, string? finding) =>
        Assert.Equal(finding, await Texts.FindAsync("string", parameters, values));

    [Theory]
    [InlineData("{max-len: ten, keys: 5, z: 1, a: 1}", "Unexpected configuration parameter: a")]
    [InlineData("{max-len: ten, keys: 5}", "max-len must be an integer")]
    [InlineData("{max-len: 1.5}", "max-len must be an integer")]
    [InlineData("{max-len: '1e2'}", "max-len must be an integer")]
    [InlineData("{max-len: ~}", "max-len must be an integer")]
    [InlineData("{max-len: yes}", "max-len must be an integer")]
    [InlineData("{max-len: 0, keys: 5}", "max-len must be > 0")]
    [InlineData("{max-len: '-1'}", "max-len must be > 0")]
    [InlineData("{keys: 5}", "keys parameter must be a string or list")]
    [InlineData("{keys: {a: b}}", "keys parameter must be a string or list")]
    [InlineData("{keys: [a, 5]}", "keys parameter contains a non-string entry at index 1")]
    [InlineData("{}", "If the keys parameter is not specified, max-len must be specified")]
    [InlineData("{keys: '', required: true}", "If the keys parameter is not specified, max-len must be specified")]
    public void Load_WrongParameters_AreRefused(string parameters, string refusal) =>
        Assert.Equal(refusal, Texts.Refusal("string", parameters));
}
