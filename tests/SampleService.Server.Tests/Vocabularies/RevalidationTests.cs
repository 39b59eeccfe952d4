using System.Globalization;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Vocabularies;

/// <summary>What a vocabulary says of samples that were saved with another one.</summary>
public sealed class RevalidationTests
{
    private const string Method = "SampleService.revalidate_samples";

    /// <summary>What is saved with the first vocabulary; the second has something against four of them.</summary>
    private static readonly (string Name, string Depth)[] Saved =
    [
        ("fine", """{"value":1,"units":"m"}"""), ("negative", """{"value":-1,"units":"m"}"""), ("bare", """{"value":2}"""),
        ("both", """{"value":0.0}"""), ("other", """{"value":3e1,"units":"ft"}"""), ("numbers", """{"value":-5,"units":7}"""),
    ];

    [Fact]
    public Task Walk_SavedWithAnotherVocabulary_ReportsWhatValidateSamplesFinds() => AssertWalksAsync(VocabularyDeployment.OnSqlite());

    [PostgresFact]
    public async Task Walk_OnPostgreSql_ReportsWhatValidateSamplesFindsAndTheSameAsOnSqlite()
    {
        var one = await AssertWalksAsync(VocabularyDeployment.OnSqlite());
        var other = await AssertWalksAsync(await VocabularyDeployment.OnPostgreSqlAsync());

        Assert.Equal(one, other);
    }

    [Fact]
    public async Task CompareWith_OldVocabulary_ReportsWhatIsNewAndWhatIsGone()
    {
        await using var deployment = VocabularyDeployment.OnSqlite();
        var (loose, tight, ids) = await SaveAsync(deployment);

        var forward = await WalkAsync(deployment.Alice, $"\"compare_with\":\"{loose}\"", 500);
        var back = await WalkAsync(deployment.Alice, $"\"vocabulary\":\"{loose}\",\"compare_with\":\"{tight}\"", 2);
        var same = await WalkAsync(deployment.Alice, $"\"compare_with\":\"{tight}\"", 500);

        Assert.Equal((6, 4), (forward.Checked, forward.Failed));
        Assert.Equal([ids["numbers"], ids["both"], ids["bare"], ids["negative"]], forward.Reports.Select(report => report.RequiredText("id")));
        Assert.All(forward.Reports, report => Assert.Equal((loose, 0), (report.Text("vocabulary"), report.List("gone").Count)));
        Assert.Equal(6, forward.ByKey["depth"]);
        Assert.Equal((6, 0, 0), (back.Checked, back.Failed, back.ByKey.Count));
        Assert.Equal(
            forward.Reports.Select(report => JsonText.Write(report.List("findings"))), back.Reports.Select(report => JsonText.Write(report.List("gone"))));
        Assert.Equal((6, 0, 0), (same.Checked, same.Failed, same.Reports.Count));
    }

    [Fact]
    public async Task Samples_NamedOnes_AreValidatedInTheVersionAskedForAndInPages()
    {
        await using var deployment = VocabularyDeployment.OnSqlite();
        var (loose, _, ids) = await SaveAsync(deployment);
        await deployment.Alice.SaveAsync(VocabularyDeployment.Sample("negative", """{"value":1,"units":"m"}""", ids["negative"]));
        var named = string.Join(',', new[] { $$"""{"id":"{{ids["negative"]}}","version":1}""", $$"""{"id":"{{ids["negative"]}}"}""", $$"""{"id":"{{ids["bare"]}}"}""" }
            .SelectMany(sample => Enumerable.Repeat(sample, 20)));

        foreach (var limit in new[] { 1, 7, 500 })
        {
            var walked = await WalkAsync(deployment.Alice, $"\"samples\":[{named}]", limit);

            Assert.Equal((60, 40, 40), (walked.Checked, walked.Failed, walked.ByKey["depth"]));
            Assert.Equal(
                Enumerable.Repeat((ids["negative"], 1, (string?)loose), 20).Concat(Enumerable.Repeat((ids["bare"], 1, (string?)loose), 20)),
                walked.Reports.Select(report => (report.RequiredText("id"), report.Integer("version"), report.Text("vocabulary"))));
        }

        Assert.Equal(
            $"Sample service error code 50020 No such sample version: {ids["bare"]} ver 2",
            (await deployment.Alice.CallAsync(Method, $$"""{"samples":[{"id":"{{ids["bare"]}}","version":2}]}""")).Message);
    }

    [Fact]
    public async Task Rights_AreThoseOfReadingAndFinding()
    {
        await using var deployment = VocabularyDeployment.OnSqlite();
        var (_, _, ids) = await SaveAsync(deployment);
        await deployment.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{ids["bare"]}}","read":["bob"]}""");
        await deployment.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{ids["negative"]}}","public_read":1}""");

        async Task<(int, int)> SeenAsync(RpcClient client, string members) => await WalkAsync(client, members, 500) is var walked ? (walked.Checked, walked.Failed) : default;

        Assert.Equal((6, 4), await SeenAsync(deployment.Alice, "\"scope\":\"readable\""));
        Assert.Equal((0, 0), await SeenAsync(deployment.Bob, "\"scope\":\"mine\""));
        Assert.Equal((1, 1), await SeenAsync(deployment.Bob, "\"scope\":\"shared\""));
        Assert.Equal((2, 2), await SeenAsync(deployment.Bob, "\"scope\":\"readable\""));
        Assert.Equal((0, 0), await SeenAsync(deployment.Admin, ""));
        Assert.Equal((6, 4), await SeenAsync(deployment.Admin, "\"scope\":\"all\",\"as_admin\":true"));
        Assert.Equal((1, 1), await SeenAsync(deployment.Bob, $"\"samples\":[{{\"id\":\"{ids["bare"]}\"}}]"));
        Assert.Equal(
            $"Sample service error code 20000 Unauthorized: User bob cannot read sample {ids["fine"]}",
            (await deployment.Bob.CallAsync(Method, $$"""{"samples":[{"id":"{{ids["bare"]}}"},{"id":"{{ids["fine"]}}"}]}""")).Message);
        Assert.Equal("Authentication required for SampleService but no authentication header was passed", (await deployment.Anonymous.CallAsync(Method, "{}")).Message);
        Assert.Equal(1, (await deployment.Alice.MapAsync(Method, """{"filter":{"on":"name","eq":"bare"}}""")).Integer("failed"));
        await deployment.Alice.ResultAsync("SampleService.withdraw_sample", $$"""{"id":"{{ids["both"]}}","reason":"a mistake"}""");
        Assert.Equal((5, 3), await SeenAsync(deployment.Alice, ""));
    }

    /// <summary>Walks with several limits, twice, and compares with validating what is read; gives what was reported, without ids.</summary>
    private static async Task<IReadOnlyList<string>> AssertWalksAsync(VocabularyDeployment made)
    {
        await using var deployment = made;
        var (loose, tight, ids) = await SaveAsync(deployment);
        var before = await HistoriesAsync(deployment, ids.Values);
        var expected = new List<string>();
        foreach (var (name, _) in Saved.Reverse())
            if (await FindAsync(deployment.Alice, ids[name]) is { Count: > 0 } findings)
                expected.Add($"{ids[name]} {loose} {JsonText.Write(findings)}");

        foreach (var limit in new[] { 1, 2, 500, 2 })
        {
            var walked = await WalkAsync(deployment.Alice, $"\"vocabulary\":\"{tight}\"", limit);

            Assert.Equal(expected, walked.Reports.Select(report => $"{report.Text("id")} {report.Text("vocabulary")} {JsonText.Write(report.List("findings"))}"));
            Assert.Equal((6, 4, 6), (walked.Checked, walked.Failed, walked.ByKey["depth"]));
        }

        Assert.Equal((6, 0), await WalkAsync(deployment.Alice, $"\"vocabulary\":\"{loose}\"", 4) is var clean ? (clean.Checked, clean.Failed) : default);
        Assert.Equal(before, await HistoriesAsync(deployment, ids.Values));
        return [.. expected.Select(report => report[(report.IndexOf(' ', StringComparison.Ordinal) + 1)..])];
    }

    /// <summary>Saves with the first vocabulary, and goes on with the second.</summary>
    private static async Task<(string Loose, string Tight, IReadOnlyDictionary<string, string> Ids)> SaveAsync(VocabularyDeployment deployment)
    {
        await deployment.StartAsync(VocabularyDeployment.Loose);
        var loose = await deployment.CurrentAsync();
        var ids = new Dictionary<string, string>();
        foreach (var (name, depth) in Saved)
            ids[name] = await deployment.SaveAsync(name, depth);
        await deployment.RestartAsync(VocabularyDeployment.Tight);
        return (loose, await deployment.CurrentAsync(), ids);
    }

    /// <summary>What <c>validate_samples</c> finds in a sample as it is read.</summary>
    private static async Task<JsonList> FindAsync(RpcClient client, string id)
    {
        var sample = await client.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""");
        var saved = $$"""{"name":"{{sample.Text("name")}}","node_tree":{{JsonText.Write(sample.List("node_tree"))}}}""";
        return (await client.MapAsync("SampleService.validate_samples", $$"""{"samples":[{{saved}}]}""")).List("errors");
    }

    private static async Task<string> HistoriesAsync(VocabularyDeployment deployment, IEnumerable<string> ids)
    {
        var all = new List<string>();
        foreach (var id in ids)
            all.Add((await deployment.Alice.CallAsync("SampleService.get_history", $$"""{"id":"{{id}}"}""")).Body);
        return string.Join('\n', all);
    }

    private sealed record Walked(int Checked, int Failed, IReadOnlyList<JsonMap> Reports, IReadOnlyDictionary<string, int> ByKey);

    private static async Task<Walked> WalkAsync(RpcClient client, string members, int limit)
    {
        var (done, failed, reports, byKey) = (0, 0, new List<JsonMap>(), new Dictionary<string, int>());
        var start = string.Create(CultureInfo.InvariantCulture, $"{{{members}{(members.Length > 0 ? "," : "")}\"limit\":{limit}");
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.MapAsync(Method, cursor.Length == 0 ? $"{start}}}" : $"{start},\"cursor\":\"{cursor}\"}}");
            Assert.InRange(page.Integer("checked"), 0, limit);
            done += page.Integer("checked");
            failed += page.Integer("failed");
            reports.AddRange(page.List("reports").Cast<JsonMap>());
            foreach (var key in page.Map("by_key")!.Keys)
                byKey[key] = byKey.GetValueOrDefault(key) + page.Map("by_key")!.Integer(key);
            cursor = page.Text("next");
        }

        return new Walked(done, failed, reports, byKey);
    }
}
