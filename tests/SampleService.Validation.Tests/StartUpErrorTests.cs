namespace SampleService.Validation.Tests;

/// <summary>What stops the start: faults of a configuration, and of its structure.</summary>
public class StartUpErrorTests
{
    private static ValidatorConfigurationException Refused(string yaml) =>
        Assert.Throws<ValidatorConfigurationException>(() => Texts.Load(yaml));

    [Theory]
    [InlineData("", "None is not of type 'object'", null)]
    [InlineData("just text", "'just text' is not of type 'object'", null)]
    [InlineData("it's", "\"it's\" is not of type 'object'", null)]
    [InlineData("\"\\u0007\\u200b\\n\\\\\"", @"'\x07\u200b\n\\' is not of type 'object'", null)]
    [InlineData("[1, 2.0, yes, ~, {a: 'b', 3: []}]", "[1, 2.0, True, None, {'a': 'b', 3: []}] is not of type 'object'", null)]
    [InlineData("validator: {}", "Additional properties are not allowed ('validator' was unexpected)", null)]
    [InlineData("{x: 1, validators: {}, 2: 3}", "Additional properties are not allowed ('x', 2 were unexpected)", null)]
    [InlineData("validators: ~", "None is not of type 'object'", "validators")]
    [InlineData("prefix_validators: []", "[] is not of type 'object'", "prefix_validators")]
    [InlineData("validators: {k: 5}", "5 is not of type 'object'", "validators.k")]
    [InlineData("validators: {k: {}}", "'validators' is a required property", "validators.k")]
    [InlineData("validators: {k: {validators: x}}", "'x' is not of type 'array'", "validators.k.validators")]
    [InlineData("prefix_validators: {k: {validators: [x]}}", "'x' is not of type 'object'", "prefix_validators.k.validators[0]")]
    [InlineData("validators: {k: {validators: [], key_metadata: []}}", "[] is not of type 'object'", "validators.k.key_metadata")]
    [InlineData("validators: {k: {validators: [], key_metadata: ~}}", "None is not of type 'object'", "validators.k.key_metadata")]
    [InlineData("validators: {k: {validators: [{callable_builder: noop}]}}", "'module' is a required property", "validators.k.validators[0]")]
    [InlineData("validators: {k: {validators: [{module: m}]}}", "'callable_builder' is a required property", "validators.k.validators[0]")]
    [InlineData("validators: {k: {validators: [{module: m, callable-builder: noop}]}}",
        "Additional properties are not allowed ('callable-builder' was unexpected)", "validators.k.validators[0]")]
    [InlineData("validators: {k: {validators: [{module: 1, callable_builder: noop}]}}",
        "1 is not of type 'string'", "validators.k.validators[0].module")]
    [InlineData("validators: {k: {validators: [{module: m, callable_builder: no}]}}",
        "False is not of type 'string'", "validators.k.validators[0].callable_builder")]
    [InlineData("validators: {k: {validators: [{module: m, callable_builder: b, parameters: [1]}]}}",
        "[1] is not of type 'object'", "validators.k.validators[0].parameters")]
    public void Load_WrongStructure_SaysWhatAndWhere(string yaml, string text, string? place)
    {
        var refused = Refused(yaml);

        Assert.Equal(text, refused.Message);
        Assert.Equal(place, refused.Place);
    }

    [Theory]
    [InlineData("validators: {k: {validators: []}}")]
    [InlineData("prefix_validators: {k: {validators: []}}")]
    public void Load_EmptyValidatorList_IsRefused(string yaml) => Assert.Equal(
        "Exactly one of validators or prefix_validators must be supplied and must contain at least one validator",
        Refused(yaml).Message);

    [Theory]
    [InlineData("\"\"")]
    [InlineData("~")]
    [InlineData("0")]
    [InlineData("0.0")]
    [InlineData("no")]
    public void Load_EmptyKey_IsRefused(string key)
    {
        Assert.Equal(
            "key cannot be a value that evaluates to false", Refused($"validators: {{{key}: {{validators: [{Texts.Noop}]}}}}").Message);
        Assert.Equal(
            "key cannot be a value that evaluates to false", Refused($"prefix_validators: {{{key}: {{validators: [{Texts.Noop}]}}}}").Message);
    }

    [Theory]
    [InlineData("2020")]
    [InlineData("yes")]
    [InlineData("0x1F")]
    [InlineData("'0'")]
    public void Load_KeyThatIsNoString_IsTakenAsWritten(string key) =>
        Assert.NotNull(Texts.Load($"validators: {{{key}: {{validators: [{Texts.Noop}]}}}}").StaticMetadata(key.Replace("'", "", StringComparison.Ordinal)));

    [Fact]
    public void Load_FailingBuilder_IsAFaultWithItsCause()
    {
        var catalogue = new ValidatorCatalogue().Add("my.own", "x", _ => throw new InvalidCastException("secret"));

        var fault = Assert.Single(
            Texts.Inspect("validators: {k: {validators: [{module: my.own, callable_builder: x}]}}", catalogue).Faults);

        Assert.Equal(
            "validators.k.validators[0]: Metadata validator callable build #0 failed for key k: the builder failed: InvalidCastException",
            fault.Line);
        Assert.IsType<InvalidCastException>(fault.InnerException);
    }

    [Theory]
    [InlineData("validators", "0x10", "'0x10'")]
    [InlineData("prefix_validators", "yes", "\"yes\"")]
    public void Load_KeysOfSameText_AreRefused(string section, string key, string again)
    {
        var fault = Assert.Single(
            Texts.Inspect($"{section}: {{{key}: {{validators: [{Texts.Noop}]}}, {again}: {{validators: [{Texts.Noop}]}}}}").Faults);

        Assert.Equal(($"key {key} is there twice", $"{section}.{key}"), (fault.Message, fault.Place));
    }

    [Theory]
    [InlineData("validators")]
    [InlineData("prefix_validators")]
    public void Load_UnknownModule_IsRefused(string section)
    {
        var refused = Refused($"{section}: {{k: {{validators: [{Texts.Noop}, {{module: my.validators, callable_builder: noop}}]}}}}");

        Assert.Equal("No module named 'my.validators'", refused.Message);
        Assert.Equal($"{section}.k.validators[1]", refused.Place);
    }

    [Theory]
    [InlineData("validators", "Metadata")]
    [InlineData("prefix_validators", "Prefix metadata")]
    public void Load_UnknownBuilder_IsRefused(string section, string kind) => Assert.Equal(
        $"{kind} validator callable build #1 failed for key some key: module '{Texts.Module}' has no attribute 'Noop'",
        Refused($"{section}: {{some key: {{validators: [{Texts.Noop}, {{module: {Texts.Module}, callable_builder: Noop}}]}}}}").Message);

    [Fact]
    public void Load_NoopWithParameters_NamesFirstInSortedOrder() => Assert.Equal(
        "Metadata validator callable build #0 failed for key k: Unexpected configuration parameter: a",
        Refused($"validators: {{k: {{validators: [{{module: {Texts.Module}, callable_builder: noop, parameters: {{b: 1, a: 2, c: 3}}}}]}}}}").Message);

    [Theory]
    [InlineData("noop", "{}")]
    [InlineData("string", "{max-len: 1}")]
    [InlineData("enum", "{allowed-values: [1]}")]
    [InlineData("number", "{}")]
    [InlineData("units", "{key: u, units: m}")]
    [InlineData("ontology_has_ancestor", "{ontology: o, ancestor_term: t}")]
    public void Load_BuiltInBuilder_IsKnown(string builder, string parameters) =>
        Assert.Equal("{}", Texts.Load(Texts.Key("k", builder, parameters)).StaticMetadata("k"));

    [Fact]
    public void Inspect_SeveralFaults_NamesThemAllInOneLineEach()
    {
        var report = Texts.Inspect($$$"""
            extra: 1
            validators:
              one: {validators: [{module: m, callable_builder: b}]}
              two: {validators: x}
              three: {validators: [{{{Texts.Noop}}}, {module: {{{Texts.Module}}}, callable_builder: number, parameters: {gt: x}}]}
              "fo\nur": {validators: []}
            prefix_validators:
              five: {validators: [{module: {{{Texts.Module}}}, callable_builder: units, parameters: {key: u, units: nope}}]}
            """);

        Assert.Null(report.Validators);
        Assert.Equal(
            [
                "Additional properties are not allowed ('extra' was unexpected)",
                "validators.two.validators: 'x' is not of type 'array'",
                "validators.one.validators[0]: No module named 'm'",
                "validators.three.validators[1]: Metadata validator callable build #1 failed for key three: "
                    + "Value for gt parameter is not a number",
                "validators.fo ur: Exactly one of validators or prefix_validators must be supplied and must contain at least one validator",
                "prefix_validators.five.validators[0]: Prefix metadata validator callable build #0 failed for key five: "
                    + "unable to parse units 'nope': undefined unit: nope",
            ],
            report.Faults.Select(fault => fault.Line));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("validators: {}")]
    [InlineData("{validators: {}, prefix_validators: {}}")]
    public async Task Load_NothingConfigured_RefusesEveryKey(string yaml) =>
        Assert.True(Assert.Single(await Texts.Load(yaml).FindAsync("""{"k": {"x": 1}}""")).IsNoValidator);

    [Fact]
    public void Load_OtherMembersOfSpecification_AreIgnored() =>
        Assert.NotNull(Texts.Load($"validators: {{k: {{validators: [{Texts.Noop}], note: x, see: [1]}}}}").StaticMetadata("k"));

    [Fact]
    public void Load_LongValueOfWrongType_IsTruncated() =>
        Assert.InRange(Refused($"validators: [{string.Join(", ", Enumerable.Repeat("word", 10_000))}]").Message.Length, 4096, 4200);

    [Fact]
    public void RefuseOthersThan_KnownParameters_Pass()
    {
        using var parameters = Json.JsonText.Parse("""{"keys": 1, "max-len": 2}"""u8.ToArray());
        var settings = new ValidatorSettings("k", parameters.Root);

        settings.RefuseOthersThan("max-len", "keys", "required");
        Assert.Equal(
            "Unexpected configuration parameter: max-len",
            Assert.Throws<ValidatorSettingsException>(() => settings.RefuseOthersThan("keys")).Message);
    }
}
