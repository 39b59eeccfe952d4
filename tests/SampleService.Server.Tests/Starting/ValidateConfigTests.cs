using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Starting;

/// <summary><c>validate-config</c>, and starts with a configuration of metadata validators.</summary>
public sealed class ValidateConfigTests : IDisposable
{
    private static readonly string Good = Yaml("""
        validators:
          depth: {validators: [{@: number, parameters: {keys: value, gt: 0}}, {@: units, parameters: {key: units, units: m}}]}
        prefix_validators:
          chem_: {validators: [{@: string, parameters: {max-len: 5}}]}
        """);

    private static readonly string Biome = Yaml(
        """validators: {biome: {validators: [{@: ontology_has_ancestor, parameters: {ontology: envo_ontology, ancestor_term: "ENVO:00000428"}}]}}""");

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ValidateConfig_GoodFile_SaysWhatIsInItAndTouchesNothing()
    {
        var file = Write("good.yml", Good);

        var run = await RunAsync("validate-config", file);

        Assert.Equal((0, $"{file}: 1 key, 1 prefix, no faults\n", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal([file], Directory.GetFileSystemEntries(_folder.Path));
        Assert.Equal(0, (await RunAsync("validate-config", new Uri(file).AbsoluteUri)).ExitCode);
    }

    [Fact]
    public async Task ValidateConfig_SeveralFaults_PrintsALineForEach()
    {
        var file = Write("bad.yml", Yaml("""
            validators:
              one: {validators: [{module: my.own, callable_builder: x}]}
              two: {validators: [{@: noop}, {@: number, parameters: {gt: x}}, {@: nop}]}
              three: {key_metadata: 1, validators: [{modul: my.own, parameters: 7}, x, {@: number, parameters: {lt: y}}]}
              four: {validators: []}
              five: {validators: [{@: number, parameters: {gt: x, lte: y, most: 5, type: long}}, {@: string, parameters: {max-len: 0}}]}
            """));

        var run = await RunAsync("validate-config", file);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            [
                $"{file}: validators.three.key_metadata: this has to be an object, that is keys and values, and is the number 1",
                $"{file}: validators.three.validators[0]: 'modul' is not known here; known is module, callable_builder, parameters",
                $"{file}: validators.three.validators[0]: 'module' is missing",
                $"{file}: validators.three.validators[0]: 'callable_builder' is missing",
                $"{file}: validators.three.validators[0].parameters: this has to be an object, that is keys and values, and is the number 7",
                $"{file}: validators.three.validators[1]: this has to be an object, that is keys and values, and is the text 'x'",
                $"{file}: validators.one.validators[0]: there is no module 'my.own'; there is SampleService.core.validator.builtin",
                $"{file}: validators.two.validators[1]: number: Value for gt parameter is not a number",
                $"{file}: validators.two.validators[2]: there is no builder 'nop' in this module; "
                    + "there are enum, noop, number, ontology_has_ancestor, string, units",
                $"{file}: validators.three.validators[2]: number: Value for lt parameter is not a number",
                $"{file}: validators.four: the list of validators is empty; noop is one that accepts everything",
                $"{file}: validators.five.validators[0]: number: most is no parameter of it; there are keys, required, type, gt, gte, lt, lte",
                $"{file}: validators.five.validators[0]: number: type has to be float or int, and is long",
                $"{file}: validators.five.validators[0]: number: Value for gt parameter is not a number",
                $"{file}: validators.five.validators[0]: number: Value for lte parameter is not a number",
                $"{file}: validators.five.validators[1]: string: max-len must be > 0",
                "",
            ],
            run.Output.Split('\n'));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task ValidateConfig_SamplesWithFaults_NamesLineNodeAndKeyAndSumsUp()
    {
        var samples = Write("samples.jsonl", """
            {"name": "one", "node_tree": [{"id": "a", "type": "BioReplicate", "meta_controlled": {"depth": {"value": 1, "units": "ft"}}}]}

            {"name": "two", "node_tree": [{"id": "b", "type": "BioReplicate"}, {"id": "c", "type": "SubSample", "parent": "b", "meta_controlled": {"depth": {"value": -1, "units": "kg"}, "chem_x": {"v": "longer"}, "width": {"v": 1}}}]}
            {"name": "", "node_tree": []}
            {"name": "three"}
            not JSON
            """);

        var run = await RunAsync("validate-config", Write("good.yml", Good), samples);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            [
                $"{samples}:3: sample two, node c: Key depth: Metadata value at key value is not within the range (0, inf)",
                $"{samples}:3: sample two, node c: Key depth: Units at key units, 'kg', are not equivalent to required units, 'm': "
                    + "Cannot convert from 'kilogram' ([mass]) to 'meter' ([length])",
                $"{samples}:3: sample two, node c: Prefix validator chem_, key chem_x: Metadata value at key v is longer than max length of 5",
                $"{samples}:3: sample two, node c: Cannot validate controlled field \"width\", no matching validator found",
                $"{samples}:4: sample name must be included as non-empty string",
                $"{samples}:5: sample node tree must be present and a list",
                $"{samples}:6: it is not JSON, or nested too deep",
                "     values     faults  key",
                "          2          2  depth",
                "          1          1  chem_x",
                "          1          1  width",
                $"{samples}: 5 samples, 4 samples with faults, 7 faults",
                "",
            ],
            run.Output.Split('\n')[1..]);
    }

    [Theory]
    [InlineData("\n{\n  \"name\": \"one\",\n  \"node_tree\": []\n}\n", ":2: it is not JSON by itself.", "jq -c .")]
    [InlineData("[\n  {\"name\": \"one\", \"node_tree\": []}\n]\n", ":1: it is not JSON by itself.", "jq -c '.[]'")]
    [InlineData("{\"name\": \"one\",\r\n\"node_tree\": []}\r\n", ":1: it is not JSON by itself.", "jq -c .")]
    public async Task ValidateConfig_SamplesOverSeveralLines_AreToldOnceWhatToDo(string text, string fault, string advice)
    {
        var samples = Write("pretty.json", text);

        var run = await RunAsync("validate-config", Write("good.yml", Good), samples);

        Assert.Equal(2, run.ExitCode);
        var line = Assert.Single(run.Output.TrimEnd().Split('\n')[1..]);
        Assert.StartsWith(samples + fault, line, StringComparison.Ordinal);
        Assert.Contains(advice, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValidateConfig_ListOfSamplesInOneLine_IsToldWhatToDo()
    {
        var samples = Write("list.json", """[{"name": "one", "node_tree": []}]""");

        var run = await RunAsync("validate-config", Write("good.yml", Good), samples);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{samples}:1: it is a list, and a line has to be one sample; jq -c '.[]'", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValidateConfig_LongFile_TellsProgressAndKeepsMemoryBounded()
    {
        var text = new string('x', 600);
        var sample =
            """{"name": "one", "node_tree": [{"id": "a", "type": "BioReplicate", "meta_controlled": {"depth": {"value": 1, "units": "ft", "text": "@"}}}]}"""
                .Replace("@", text, StringComparison.Ordinal);
        var samples = Path.Combine(_folder.Path, "long.jsonl");
        await File.WriteAllLinesAsync(samples, Enumerable.Repeat(sample, 100_000));

        // The file is 70 MB, and the heap may not be larger than 48 MB.
        var run = await ServerRun.ToEndAsync(new ServerOptions
        {
            DataDirectory = _folder.Path,
            Arguments = ["validate-config", Write("good.yml", Good), samples],
            Environment = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "3000000" },
        });

        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith($"{samples}: 100000 samples, 0 samples with faults, 0 faults\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(10, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("validate-config")]
    [InlineData("validate-config", "--Storage:Nope=1")]
    [InlineData("validate-config", "a", "b", "c")]
    public async Task ValidateConfig_WrongArguments_AreRefused(params string[] arguments) => (await RunAsync(arguments)).AssertRefusal();

    [Fact]
    public async Task ValidateConfig_FilesThatAreNotThere_AreNamed()
    {
        var missing = Path.Combine(_folder.Path, "missing");
        var run = await RunAsync("validate-config", missing);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{missing}: there is no such file", run.Output, StringComparison.Ordinal);

        (await RunAsync("validate-config", Write("good.yml", Good), missing)).AssertRefusal("validate-config", missing);
    }

    [Fact]
    public async Task ValidateConfig_OntologyFile_IsAskedInPlaceOfAService()
    {
        var config = Write("biome.yml", Biome);
        var obo = Write("envo.obo", "[Term]\nid: ENVO:00000428\n\n[Term]\nid: ENVO:00000446\nis_a: ENVO:00000428 ! biome\n");
        var samples = Write("samples.jsonl", """
            {"name": "one", "node_tree": [{"id": "a", "type": "BioReplicate", "meta_controlled": {"biome": {"value": "ENVO:00000446"}}}]}
            {"name": "two", "node_tree": [{"id": "a", "type": "BioReplicate", "meta_controlled": {"biome": {"value": "ENVO:00000428"}}}]}
            """);

        var without = await RunAsync("validate-config", config);
        var with = await RunAsync("validate-config", config, samples, $"--Validation:OntologyFiles=envo_ontology={obo}");

        Assert.Equal(0, without.ExitCode);
        Assert.Contains("warning: validators.biome.validators[0]: ", without.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", with.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"{samples}:2: sample two, node a: Key biome: Metadata value at key value does not have envo_ontology ancestor term ENVO:00000428\n",
            with.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 samples, 1 sample with faults, 1 fault\n", with.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("envo_ontology", "envo_ontology")]
    [InlineData("envo_ontology=/there/is/none.obo", "/there/is/none.obo")]
    public async Task OntologyFiles_WrongSetting_IsNamed(string setting, string named) =>
        (await RunAsync("validate-config", Write("biome.yml", Biome), $"--Validation:OntologyFiles={setting}"))
            .AssertRefusal("Validation:OntologyFiles", named);

    [Theory]
    [InlineData("--Validation:OntologyFiles=envo_ontology=/there/is/none.obo", "Validation:OntologyFiles: /there/is/none.obo can't be read")]
    [InlineData("--Validation:ServiceWizardUrl=nowhere", "Validation:ServiceWizardUrl 'nowhere' is not a URL")]
    [InlineData("--Validation:CallSeconds=0", "Validation:CallSeconds")]
    public async Task Start_SettingThatNoValidatorUses_IsCheckedAllTheSame(string setting, string refusal)
    {
        var config = new Uri(Write("good.yml", Good));

        (await RunAsync(setting, "--urls=http://127.0.0.1:0")).AssertRefusal(refusal);
        (await RunAsync(setting, $"--Validation:ConfigUrl={config}", "--urls=http://127.0.0.1:0")).AssertRefusal(refusal);
        (await RunAsync("validate-config", config.LocalPath, setting)).AssertRefusal(refusal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("0123456789abcdef,0123456789ABCDEF")]
    public async Task Start_AcceptedVocabularyThatIsNoId_IsNamed(string setting) =>
        (await RunAsync($"--Validation:AlsoAccept={setting}", "--urls=http://127.0.0.1:0"))
            .AssertRefusal($"Validation:AlsoAccept: '{setting.Split(',')[^1]}' is not the id of a vocabulary, which has 16 digits of 0 to 9 and a to f");

    [Fact]
    public async Task Start_FaultInTheConfiguration_IsOneLineWithFileKeyNumberAndReason()
    {
        var url = new Uri(Write("bad.yml", Yaml("""validators: {two: {validators: [{@: noop}, {@: number, parameters: {gt: x}}]}}""")));

        var run = await RunAsync($"--Validation:ConfigUrl={url}", "--urls=http://127.0.0.1:0");

        run.AssertRefusal(
            url.AbsoluteUri, "validators.two.validators[1]", "build #1 failed for key two: Value for gt parameter is not a number");
    }

    [Fact]
    public async Task Start_OntologyService_StopsItOnlyWhenItSaysThatTheTermIsMissing()
    {
        await using var ontology = await OntologyFake.StartAsync();
        string[] arguments =
        [
            $"--Validation:ConfigUrl={new Uri(Write("biome.yml", Biome))}",
            $"--Validation:ServiceWizardUrl={ontology.Url}",
        ];
        ontology.Fail();
        await using (var server = await ServerProcess.StartAsync(new ServerOptions { Arguments = arguments }))
            await server.WaitForOutputAsync(
                "could not be checked: validators.biome.validators[0]: The ontology service could not be asked", Patience.Token());

        ontology.Reset();
        ontology.RemoveTerm("envo_ontology", "ENVO:00000428");
        (await RunAsync([.. arguments, "--urls=http://127.0.0.1:0"])).AssertRefusal("ancestor_term ENVO:00000428 is not found in envo_ontology");
    }

    /// <summary>The built-in module stands where an @ is, so that braces are YAML's alone.</summary>
    private static string Yaml(string text) =>
        text.Replace("@", "module: SampleService.core.validator.builtin, callable_builder", StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    private Task<ServerRun> RunAsync(params string[] arguments) =>
        ServerRun.ToEndAsync(new ServerOptions { DataDirectory = _folder.Path, Arguments = arguments });
}
