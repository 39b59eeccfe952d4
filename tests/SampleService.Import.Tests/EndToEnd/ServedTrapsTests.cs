using System.Text.Json.Nodes;
using SampleService.Import.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Import.Tests.EndToEnd;

/// <summary>The service on a database that has all there can be in an old one: it answers, or says what is not there.</summary>
public sealed class ServedTrapsTests
{
    private static readonly string[] Expected = ["error code 50020 No such sample version", "error code 50030 No such sample node"];

    public static TheoryData<string> Kinds => ImportTarget.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Methods_OnEverySampleOfADumpWithTraps_AnswerOrSayWhatIsNotThere(string kind)
    {
        await using var fakes = await KBaseFakes.StartAsync();
        await using var target = await ImportTarget.CreateAsync(kind);
        using var dump = new DumpOnDisk(2);
        await target.ImportAsync(dump.Options);
        var ids = await target.QueryAsync("SELECT id FROM samples ORDER BY id");
        await using var server = await StartAsync(fakes, target);
        using var caller = new Caller(server.Url);

        var faults = new List<string>();
        foreach (var id in ids)
            foreach (var (method, argument) in Calls(id))
            {
                var answer = await caller.AnswerAsync("fulladmin1", method, argument);
                if (!answer.StartsWith("200 ", StringComparison.Ordinal) && !Expected.Any(code => answer.Contains(code, StringComparison.Ordinal)))
                    faults.Add($"{method} {argument}: {answer}");
            }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(
            await target.QueryAsync("SELECT count(*) FROM samples AS s JOIN sample_versions AS v ON v.sample_id = s.id AND v.version = s.head"),
            [(await FindAllAsync(caller)).Count.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        Assert.DoesNotContain("error:", server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task CreateSample_NewestVersionIsLost_SavesTheNext(string kind)
    {
        await using var fakes = await KBaseFakes.StartAsync();
        await using var target = await ImportTarget.CreateAsync(kind);
        using var dump = new DumpOnDisk(1);
        await target.ImportAsync(dump.Options);
        var lost = (await target.QueryAsync(
            "SELECT s.id, s.head FROM samples AS s LEFT JOIN sample_versions AS v ON v.sample_id = s.id AND v.version = s.head WHERE v.version IS NULL AND s.owner = 'user1'"))[0].Split('|');
        await using var server = await StartAsync(fakes, target);
        using var caller = new Caller(server.Url);

        var saved = await caller.ResultAsync(
            "user1", "create_sample", $$"""{"sample": {"id": "{{lost[0]}}", "name": "again", "node_tree": [{"id": "root", "type": "BioReplicate"}]} }""");

        Assert.Equal(int.Parse(lost[1], System.Globalization.CultureInfo.InvariantCulture) + 1, (int)saved!["version"]!);
        Assert.Equal("again", (string)(await caller.ResultAsync("user1", "get_sample", $$"""{"id": "{{lost[0]}}"}"""))!["name"]!);
    }

    private static IEnumerable<(string Method, string Argument)> Calls(string id)
    {
        yield return ("get_sample", $$"""{"id": "{{id}}", "as_admin": 1}""");
        foreach (var version in new[] { "1", "2", "3" })
        {
            yield return ("get_sample", $$"""{"id": "{{id}}", "version": {{version}}, "as_admin": 1}""");
            yield return ("get_samples", $$"""{"samples": [{"id": "{{id}}", "version": {{version}}}], "as_admin": 1}""");
            yield return ("get_node", $$"""{"id": "{{id}}", "version": {{version}}, "node": "root", "as_admin": true}""");
            yield return ("get_data_links_from_sample", $$"""{"id": "{{id}}", "version": {{version}}, "as_admin": 1}""");
        }

        yield return ("get_sample_acls", $$"""{"id": "{{id}}", "as_admin": 1}""");
        yield return ("get_state", $$"""{"samples": [{"id": "{{id}}"}], "include": ["acls", "sample", "links"], "as_admin": true}""");
        yield return ("get_history", $$"""{"id": "{{id}}", "as_admin": true}""");
        yield return ("diff_versions", $$"""{"id": "{{id}}", "from": 1, "to": 2, "as_admin": true}""");
        yield return ("find_links", $$"""{"sample": {"id": "{{id}}"}, "state": "all", "as_admin": true}""");
    }

    private static async Task<List<string>> FindAllAsync(Caller caller)
    {
        var found = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await caller.ResultAsync(
                "fulladmin1", "find_samples", cursor is null ? """{"scope": "all", "as_admin": true}""" : $$"""{"scope": "all", "as_admin": true, "cursor": "{{cursor}}"}""");
            found.AddRange(page!["samples"]!.AsArray().Select(sample => (string)sample!["id"]!));
            if ((cursor = (string?)page["next"]) is null)
                return found;
        }
    }

    private static Task<ServerProcess> StartAsync(KBaseFakes fakes, ImportTarget target)
    {
        var options = new ServerOptions { DeployConfig = DeployConfig.For(fakes) };
        return ServerProcess.StartAsync(target is PostgresTarget postgres
            ? options with { Arguments = ["--Storage:Provider=PostgreSql", $"--Storage:ConnectionString={postgres.ConnectionString}"] }
            : options with { DataDirectory = ((SqliteTarget)target).Folder });
    }
}
