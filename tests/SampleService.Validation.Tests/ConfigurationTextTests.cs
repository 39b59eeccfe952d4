using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SampleService.Domain;

namespace SampleService.Validation.Tests;

/// <summary>The text of a configuration, and the vocabulary that it is.</summary>
public class ConfigurationTextTests
{
    private static readonly Gen<string> Name = Gen.Elements("a", "ä", "😀", "\"", "\\", "yes", "16", "1e5", "~", " ", "<<", ":", "-").NonEmptyListOf()
        .Select(parts => string.Concat(parts.Take(3)));

    private static readonly Gen<string> Validator = Gen.OneOf(
        Gen.Constant(Texts.Noop),
        Gen.Choose(1, 9).Select(length => $"{{module: {Texts.Module}, callable_builder: string, parameters: {{max-len: {length}}}}}"),
        Gen.Choose(-3, 3).Select(bound => $"{{module: {Texts.Module}, callable_builder: number, parameters: {{gte: {bound}, keys: [v, w]}}}}"),
        Name.Select(value => $"{{module: {Texts.Module}, callable_builder: enum, parameters: {{allowed-values: [{Quote(value)}, 1, 1.0, 1e2, true, 0x10]}}}}"));

    private static readonly Gen<(string Yaml, string Shuffled)> Configuration =
        from keys in Name.ListOf()
        from prefixes in Name.ListOf()
        from validators in Validator.NonEmptyListOf()
        let own = keys.Distinct(StringComparer.Ordinal).Select(key => $"{Quote(key)}: {{key_metadata: {{b: {Quote(key)}, a: 1}}, validators: [{string.Join(", ", validators)}]}}").ToList()
        let others = prefixes.Distinct(StringComparer.Ordinal).Select(prefix => $"{Quote(prefix)}: {{validators: [{validators[0]}]}}").ToList()
        select (
            $"{{validators: {{{string.Join(", ", own)}}}, prefix_validators: {{{string.Join(", ", others)}}}}}",
            $"{{prefix_validators: {{{string.Join(", ", Enumerable.Reverse(others))}}}, validators: {{{string.Join(", ", Enumerable.Reverse(own))}}}}} # the same");

    [Fact]
    public void Vocabulary_NoConfiguration_IsThatOfAnEmptyOne()
    {
        Assert.Equal("44136fa355b3678a", MetadataValidators.None.Vocabulary.Value);
        Assert.Equal(MetadataValidators.None.Vocabulary, Texts.Load("{}").Vocabulary);
    }

    [Fact]
    public void Vocabulary_OrderCommentsAndWaysToWrite_DoNotCount()
    {
        var yaml = Texts.Load($$"""
            # a comment
            validators:
              depth:
                validators: [{callable_builder: number, module: {{Texts.Module}}, parameters: {gt: 0, keys: 'value'} }]
                key_metadata: {unit: "m", "description": depth}
            """);
        const string Json =
            """{"validators":{"depth":{"key_metadata":{"description":"depth","unit":"m"},"validators":[{"module":"MODULE","callable_builder":"number","parameters":{"keys":"value","gt":0}}]}}}""";
        var json = Texts.Load(Json.Replace("MODULE", Texts.Module, StringComparison.Ordinal));

        Assert.Equal(json.Vocabulary, yaml.Vocabulary);
        Assert.Equal(Encoding.ASCII.GetString(json.Configuration.Span), Encoding.ASCII.GetString(yaml.Configuration.Span));
        Assert.NotEqual(json.Vocabulary, Texts.Load(Texts.Key("depth", "noop")).Vocabulary);
    }

    [Theory]
    [InlineData("yes", "yes", "on")]
    [InlineData("0x10", "0x10", "16")]
    [InlineData("1_000", "1_000", "1000")]
    public async Task Restore_KeyThatYamlTakesForAnother_IsWhatTheFileHas(string key, string kept, string other)
    {
        var validators = await RestoreAsync(Texts.Load(Texts.Key(key, "noop")));

        Assert.NotNull(validators.FindEntry(kept));
        Assert.Null(validators.FindEntry(other));
    }

    [Fact]
    public void Restore_AnyConfiguration_IsTheSameVocabularyAndFindsTheSame()
    {
        var cases = Configuration.Zip(Name).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(cases, one =>
        {
            var validators = Texts.Load(one.Item1.Yaml);
            var restored = RestoreAsync(validators).GetAwaiter().GetResult();
            var metadata = $"{{{Quote(one.Item2)}: {{\"v\": -2, \"w\": \"a longer text\"}}, \"a\": {{\"v\": true}}}}";
            return restored.Vocabulary == validators.Vocabulary
                && Texts.Load(one.Item1.Shuffled).Vocabulary == validators.Vocabulary
                && VocabularyId.Of(validators.Configuration.Span) == validators.Vocabulary
                && (restored.KeyCount, restored.PrefixCount) == (validators.KeyCount, validators.PrefixCount)
                && Find(restored, metadata).SequenceEqual(Find(validators, metadata));
        }));
    }

    [Fact]
    public async Task Restore_ValidatorThatIsNotLoadedAnyMore_IsAFault()
    {
        var catalogue = new ValidatorCatalogue().Add("my.laboratory", "iso_date", static _ => new RecordingValidator("x", [], null));
        var validators = Texts.Load("validators: {day: {validators: [{module: my.laboratory, callable_builder: iso_date}]}}", catalogue);

        var report = await ValidatorConfiguration.RestoreAsync(validators.Configuration, new ValidatorCatalogue(), default);

        Assert.Null(report.Validators);
        Assert.Equal("validators.day.validators[0]: No module named 'my.laboratory'", Assert.Single(report.Faults).Line);
    }

    private static async Task<MetadataValidators> RestoreAsync(MetadataValidators validators) =>
        (await ValidatorConfiguration.RestoreAsync(validators.Configuration, new ValidatorCatalogue(), default)).Validators!;

    private static IEnumerable<string> Find(MetadataValidators validators, string metadata) =>
        validators.FindAsync(metadata).GetAwaiter().GetResult().Select(finding => finding.DevMessage);

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text, Relaxed);

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
