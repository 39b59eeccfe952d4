using System.Globalization;

namespace SampleService.Validation.Tests;

/// <summary>The validator units (docs/validators.md). What expressions mean is tested where they are read.</summary>
public class UnitsValidatorTests
{
    [Theory]
    [InlineData("m", "\"feet\"", null)]
    [InlineData("m", "\" m \"", null)]
    [InlineData("m", "\"2 m\"", null)]
    [InlineData("m", "\"µm\"", null)]
    [InlineData("m", "\"\\u00b5m\"", null)]
    [InlineData("degC", "\"degF\"", null)]
    [InlineData("percent", "\"cell\"", null)]
    [InlineData("cell/mL", "\"1/L\"", null)]
    [InlineData("ms/cm", "\"s/m\"", null)]
    [InlineData("m", "\"\"", "metadata value key u is required")]
    [InlineData("m", "\"  \\t\"", "metadata value key u is required")]
    [InlineData("m", "0", "metadata value key u is required")]
    [InlineData("m", "false", "metadata value key u is required")]
    [InlineData("m", "5", "metadata value key u must be a string")]
    [InlineData("m", "true", "metadata value key u must be a string")]
    [InlineData("m", "\"metr\"", "unable to parse units 'm' at key u: undefined unit: metr")]
    [InlineData("m", "\"m/\"", "unable to parse units 'm' at key u: syntax error: missing unary operator \"/\"")]
    [InlineData("m", "\"m + s\"", "unable to parse units 'm' at key u: syntax error: '+' has no meaning there (character 3)")]
    [InlineData("m", "\"per m\"", "unable to parse units 'm' at key u: syntax error: missing unary operator \"per\"")]
    [InlineData("m", "\"kg-1\"", "unable to parse units 'm' at key u: syntax error: '-' has no meaning there (character 3); a power is written ^-1")]
    [InlineData("m", "\"m2\"", "unable to parse units 'm' at key u: undefined unit: m2; a power is written ^2")]
    [InlineData("m", "\"kg\"",
        "Units at key u, 'kg', are not equivalent to required units, 'm': Cannot convert from 'kilogram' ([mass]) to 'meter' ([length])")]
    [InlineData("km / hour", "\"km/h\"",
        "Units at key u, 'km/h', are not equivalent to required units, 'km / hour': "
        + "Cannot convert from 'kilometer / planck_constant' ([time] / [length] / [mass]) to 'kilometer / hour' ([length] / [time])")]
    [InlineData("cell/mL", "\"cell\"",
        "Units at key u, 'cell', are not equivalent to required units, 'cell/mL': "
        + "Cannot convert from 'cell' (dimensionless) to 'cell / milliliter' (1 / [length] ** 3)")]
    [InlineData("m", "\"5\"",
        "Units at key u, '5', are not equivalent to required units, 'm': Cannot convert from 'dimensionless' (dimensionless) to 'meter' ([length])")]
    public async Task Validate_Value_MustBeConvertible(string units, string value, string? message) => Assert.Equal(
        message is null ? null : "u|" + message,
        await Texts.FindAsync("units", $"{{key: u, units: {units}}}", $"{{\"u\": {value}}}"));

    [Fact]
    public async Task Validate_MissingKey_IsRequired() =>
        Assert.Equal("u|metadata value key u is required", await Texts.FindAsync("units", "{key: u, units: m}", """{"x": "m"}"""));

    [Fact]
    public async Task Validate_MoreTextsThanCached_HaveTheSameResults()
    {
        var validators = Texts.Load(Texts.Key("k", "units", "{key: u, units: m}"));
        for (var round = 0; round < 2; round++)
            for (var i = 1; i < 3000; i++)
            {
                var unit = i % 2 == 0 ? "m" : "s";
                var text = string.Create(CultureInfo.InvariantCulture, $"{{\"k\": {{\"u\": \"{i} {unit}\"}}}}");
                Assert.Equal(i % 2, (await validators.FindAsync(text)).Count);
            }
    }

    [Theory]
    [InlineData("{unit: m}", "Unexpected configuration parameter: unit")]
    [InlineData("{units: m}", "key is a required parameter")]
    [InlineData("{key: 5}", "the key parameter must be a string")]
    [InlineData("{key: u}", "units is a required parameter")]
    [InlineData("{key: u, units: ''}", "units is a required parameter")]
    [InlineData("{key: u, units: 5}", "the units parameter must be a string")]
    [InlineData("{key: u, units: 5 foo}", "unable to parse units '5 foo': undefined unit: foo")]
    [InlineData("{key: u, units: m*}", "unable to parse units 'm*': syntax error: missing unary operator \"*\"")]
    public void Load_WrongParameters_AreRefused(string parameters, string refusal) =>
        Assert.Equal(refusal, Texts.Refusal("units", parameters));
}
