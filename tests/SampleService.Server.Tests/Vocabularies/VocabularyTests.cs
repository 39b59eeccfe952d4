using System.Diagnostics;
using SampleService.Server.Tests.Operations;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Vocabularies;

/// <summary>Vocabularies that a deployment runs with, and saves that name one.</summary>
public sealed class VocabularyTests
{
    private const string Apply = "SampleService.apply";

    [Fact]
    public async Task Restart_AnotherConfiguration_BothAreKeptAndVersionsKnowTheirs()
    {
        await using var deployment = VocabularyDeployment.OnSqlite();
        await AssertKeptAsync(deployment);
    }

    [PostgresFact]
    public async Task Restart_AnotherConfigurationOnPostgreSql_BothAreKeptAndVersionsKnowTheirs()
    {
        await using var deployment = await VocabularyDeployment.OnPostgreSqlAsync();
        await AssertKeptAsync(deployment);
    }

    [PostgresFact]
    public async Task Start_TwoProcessesWithDifferentConfigurations_EachHasItsOwnCurrent()
    {
        await using var deployment = await VocabularyDeployment.OnPostgreSqlAsync();
        await deployment.StartAsync(VocabularyDeployment.Loose);
        var (one, list) = (await deployment.CurrentAsync(), deployment.Anonymous);
        await deployment.StartAsync(VocabularyDeployment.Tight);
        var other = await deployment.CurrentAsync();

        Assert.Equal([(other, true), (one, false)], (await deployment.ListAsync()).Select(kept => (kept.RequiredText("vocabulary"), (bool)kept.Find("current")!)));
        var first = (await list.MapAsync("SampleService.list_vocabularies", "null")).List("vocabularies").Cast<JsonMap>();
        Assert.Equal([(other, false), (one, true)], first.Select(kept => (kept.RequiredText("vocabulary"), (bool)kept.Find("current")!)));
    }

    [Theory]
    [InlineData("""{"text":true}""", "text is not known here")]
    [InlineData("""{"vocabulary":null}""", "vocabulary is not known here")]
    public async Task List_Members_AreNotKnown(string argument, string detail)
    {
        await using var deployment = VocabularyDeployment.OnSqlite();
        await deployment.StartAsync(null);

        Assert.Equal(
            $"Sample service error code 30001 Illegal input parameter: {detail}",
            (await deployment.Anonymous.CallAsync("SampleService.list_vocabularies", argument)).Message);
        var only = Assert.Single(await deployment.ListAsync());
        Assert.Equal(("44136fa355b3678a", 0, 0), (only.Text("vocabulary"), only.Integer("keys"), only.Integer("prefixes")));
    }

    [Fact]
    public async Task Apply_AcceptedVocabulary_ValidatesWithItUntilItIsNotAcceptedAnyMore()
    {
        await using var deployment = VocabularyDeployment.OnSqlite();
        await deployment.StartAsync(VocabularyDeployment.Loose);
        var loose = await deployment.CurrentAsync();
        await deployment.RestartAsync(VocabularyDeployment.Tight, ("Validation__AlsoAccept", $"{loose}, 0123456789abcdef"));
        var tight = await deployment.CurrentAsync();
        const string Depth = """{"value":-1}""";

        var answers = await ApplyAsync(
            deployment,
            Save(Depth, loose), Save(Depth, null), Save(Depth, tight), Save("""{"value":1,"units":"m"}""", tight), Save("""{"value":"1"}""", loose),
            Save(Depth, "0123456789abcdef"), Save(Depth, "x"), Save(Depth, loose.ToUpperInvariant()));

        const string Refused = "30001 Illegal input parameter: Vocabulary";
        Assert.Equal(
            [
                "", "30010 Metadata validation failed: Node at index 0: Key depth: Metadata value at key value is not within the range (0, inf)",
                "30010 Metadata validation failed: Node at index 0: Key depth: Metadata value at key value is not within the range (0, inf)", "",
                "30010 Metadata validation failed: Node at index 0: Key depth: Metadata value at key value is not an accepted number type",
                $"{Refused} 0123456789abcdef is not accepted here", $"{Refused} x is not accepted here", $"{Refused} {loose.ToUpperInvariant()} is not accepted here",
            ],
            answers.Select(answer => answer.Map("error")?.RequiredText("message")["Sample service error code ".Length..] ?? ""));
        var id = answers[0].Map("result")!.RequiredText("id");
        var next = $$"""{"op":"create_sample","sample":{{VocabularyDeployment.Sample("next", Depth, id)}},"vocabulary":"{{loose}}"}""";
        Assert.Equal(2, Assert.Single(await ApplyAsync(deployment, next)).Map("result")!.Integer("version"));
        Assert.Equal([loose, loose], await UsedAsync(deployment, id));
        Assert.Equal([tight], await UsedAsync(deployment, answers[3].Map("result")!.RequiredText("id")));

        await deployment.RestartAsync(VocabularyDeployment.Tight);
        Assert.EndsWith($"Vocabulary {loose} is not accepted here", Assert.Single(await ApplyAsync(deployment, Save(Depth, loose))).Map("error")!.Text("message"), StringComparison.Ordinal);
    }

    [ProgramFact("sqlite3")]
    public async Task Start_KeptVocabularyWithValidatorsThatAreNotLoadedAnyMore_ServesAndTellsWhoAsksForIt()
    {
        const string Broken = "00000000000000ff";
        const string Insert =
            """INSERT INTO vocabularies VALUES ('BROKEN', 'old', 1, '{"validators":{"day":{"validators":[{"callable_builder":"iso_date","module":"my.laboratory"}]}}}', 1, 0)""";
        await using var deployment = VocabularyDeployment.OnSqlite();
        await deployment.StartAsync(null);
        await deployment.SaveWithoutMetadataAsync();
        await deployment.StopAsync();
        await RunSqlAsync(
            Path.Combine(deployment.Folder, "samples.db"),
            Insert.Replace("BROKEN", Broken, StringComparison.Ordinal));

        await deployment.StartAsync(null, ("Validation__AlsoAccept", Broken));

        const string Fault = $"Vocabulary {Broken} cannot be used here: validators.day.validators[0]: No module named 'my.laboratory'";
        Assert.Equal(Fault, (await deployment.Alice.CallAsync("SampleService.revalidate_samples", $$"""{"vocabulary":"{{Broken}}"}""")).Message);
        Assert.Equal(Fault, (await deployment.Alice.CallAsync("SampleService.revalidate_samples", $$"""{"compare_with":"{{Broken}}"}""")).Message);
        var pinned = $$"""{"op":"create_sample","sample":{{SampleText.Small()}},"vocabulary":"{{Broken}}"}""";
        Assert.Equal(Fault, Assert.Single(await ApplyAsync(deployment, pinned)).Map("error")!.Text("message"));
        Assert.Equal(1, (await deployment.Alice.MapAsync("SampleService.revalidate_samples", "{}")).Integer("checked"));
    }

    private static async Task AssertKeptAsync(VocabularyDeployment deployment)
    {
        await deployment.StartAsync(VocabularyDeployment.Loose, ("Validation__Label", "release 1"));
        var loose = await deployment.CurrentAsync();
        var before = Assert.Single(await deployment.ListAsync());
        var id = await deployment.SaveAsync("sample", """{"value":1,"units":"m"}""");
        await deployment.RestartAsync(VocabularyDeployment.Tight);
        var tight = await deployment.CurrentAsync();
        await deployment.Alice.SaveAsync(VocabularyDeployment.Sample("sample", """{"value":2,"units":"m"}""", id));
        await ApplyAsync(deployment, $$"""{"op":"create_sample","sample":{{VocabularyDeployment.Sample("sample", """{"value":2,"units":"m"}""", id)}}}""");
        var created = Assert.Single(await ApplyAsync(deployment, Save("""{"value":2,"units":"m"}""", null))).Map("result")!.RequiredText("id");
        await deployment.RestartAsync(VocabularyDeployment.Loose);

        Assert.NotEqual(loose, tight);
        Assert.Equal([tight, loose], (await deployment.ListAsync()).Select(kept => kept.RequiredText("vocabulary")));
        var after = (await deployment.ListAsync())[1];
        Assert.Equal("release 1", after.Text("label"));
        Assert.Equal(before.Long("first_used"), after.Long("first_used"));
        Assert.Equal((1, 0, true, true), (after.Integer("keys"), after.Integer("prefixes"), (bool)after.Find("current")!, (bool)after.Find("accepted")!));
        Assert.Equal([loose, tight, tight], await UsedAsync(deployment, id));
        Assert.Equal([tight], await UsedAsync(deployment, created));
        var found = await deployment.Alice.MapAsync("SampleService.find_samples", $$$"""{"filter":{"on":"vocabulary","in":["{{{tight}}}"]}}""");
        Assert.Equal(2, found.List("samples").Count);
    }

    private static string Save(string depth, string? vocabulary) =>
        $$"""{"op":"create_sample","sample":{{VocabularyDeployment.Sample("pinned", depth)}}{{(vocabulary is null ? "" : $",\"vocabulary\":\"{vocabulary}\"")}}}""";

    private static async Task<IReadOnlyList<JsonMap>> ApplyAsync(VocabularyDeployment deployment, params string[] operations) =>
        [.. (await deployment.Alice.MapAsync(Apply, $$"""{"atomic":false,"operations":[{{string.Join(',', operations)}}]}""")).List("results").Cast<JsonMap>()];

    /// <summary>The vocabularies of the versions of a sample.</summary>
    private static async Task<IEnumerable<string?>> UsedAsync(VocabularyDeployment deployment, string id) =>
        (await deployment.Alice.MapAsync("SampleService.get_history", $$"""{"id":"{{id}}","kinds":["versions"]}""")).List("entries").Cast<JsonMap>()
            .Select(entry => entry.Text("vocabulary"));

    private static async Task RunSqlAsync(string database, string sql)
    {
        using var run = Process.Start("sqlite3", [database, sql]);
        await run.WaitForExitAsync();
        Assert.Equal(0, run.ExitCode);
    }
}
