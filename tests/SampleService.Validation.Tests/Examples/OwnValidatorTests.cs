using MyLaboratory;

namespace SampleService.Validation.Tests;

/// <summary>Validators that code adds, with the example of docs/validators.md.</summary>
public class OwnValidatorTests
{
    private const string Configuration = """
        validators:
          collection_date:
            validators:
            - module: my.laboratory
              callable_builder: iso_date
              parameters: {key: value, earliest: '1998-01-01'}
        """;

    private static ValidatorCatalogue Catalogue => new ValidatorCatalogue().Add("my.laboratory", "iso_date", IsoDateValidator.Build);

    [Theory]
    [InlineData("\"2013-03-15\"", null)]
    [InlineData("\"1998-01-01\"", null)]
    [InlineData("\"1997-12-31\"", "Metadata value at key value is not a date from 1998-01-01 on")]
    [InlineData("\"15 March\"", "Metadata value at key value is not a date from 1998-01-01 on")]
    [InlineData("2013", "Metadata value at key value is not a date from 1998-01-01 on")]
    public async Task Validate_OwnValidator_FindsLikeABuiltInOne(string value, string? message)
    {
        var findings = await Texts.Load(Configuration, Catalogue).FindAsync($"{{\"collection_date\": {{\"value\": {value}}}}}");

        Assert.Equal(message is null ? [] : [$"Validation failed: \"{message}\""], findings.Select(finding => finding.Message));
    }

    [Theory]
    [InlineData("earliest: '1998-01-01'", "earliest: soon", "earliest is not a date: soon")]
    [InlineData("key: value", "keys: value", "Unexpected configuration parameter: keys")]
    [InlineData("iso_date", "iso_time", "module 'my.laboratory' has no attribute 'iso_time'")]
    public void Load_OwnValidatorRefuses_NamesKeyAndReason(string part, string changed, string reason)
    {
        var refused = Assert.Throws<ValidatorConfigurationException>(
            () => Texts.Load(Configuration.Replace(part, changed, StringComparison.Ordinal), Catalogue));

        Assert.Equal($"Metadata validator callable build #0 failed for key collection_date: {reason}", refused.Message);
        Assert.Equal("validators.collection_date.validators[0]", refused.Place);
    }

    [Fact]
    public void Load_ValidatorNotAdded_IsRefused() => Assert.Equal(
        "No module named 'my.laboratory'", Assert.Throws<ValidatorConfigurationException>(() => Texts.Load(Configuration)).Message);

    [Fact]
    public void Load_NameOfAType_IsRefused() => Assert.Equal(
        "No module named 'MyLaboratory.IsoDateValidator'",
        Assert.Throws<ValidatorConfigurationException>(
            () => Texts.Load(Configuration.Replace("my.laboratory", "MyLaboratory.IsoDateValidator", StringComparison.Ordinal), Catalogue)).Message);

    [Fact]
    public void Add_TakenName_IsRefused() => Assert.Throws<ArgumentException>(
        () => new ValidatorCatalogue().Add(ValidatorCatalogue.BuiltInModule, "noop", IsoDateValidator.Build));

    [Fact]
    public async Task Documentation_Example_IsTheTestedOne()
    {
        var files = Path.Combine(AppContext.BaseDirectory, "Files");
        var documentation = await File.ReadAllTextAsync(Path.Combine(files, "validators.md"));

        Assert.Contains(await File.ReadAllTextAsync(Path.Combine(files, "IsoDateValidator.cs")), documentation, StringComparison.Ordinal);
        Assert.Contains(Configuration, documentation, StringComparison.Ordinal);
    }
}
