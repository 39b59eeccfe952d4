using System.Globalization;
using System.Text.Json.Nodes;
using SampleService.Import.Tests.Support;
using SampleService.Testing.Arango;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Import.Tests.EndToEnd;

/// <summary>One history, made by the methods of the service, and made of documents: every method answers the same.</summary>
public sealed class SameAnswersTests
{
    private const string Tree =
        """
        [{"id": "root", "type": "BioReplicate", "meta_user": {"depth": {"value": 12.5, "units": "m"}, "note": {"": "é \n", "n": 18446744073709551615}}},
         {"id": "kid a", "type": "TechReplicate", "parent": "root"}, {"id": "sub", "type": "SubSample", "parent": "kid a"}]
        """;

    private static readonly string?[] Users = ["user1", "user2", "user3", "fulladmin1", null];

    [Fact]
    public async Task History_ThroughMethodsAndThroughDocuments_AnswersTheSame()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Workspace.AddWorkspace(1, "user1");
        foreach (var number in new[] { 1, 2, 3 })
            fakes.Workspace.AddObject(1, number);
        await using var made = new SqliteTarget();
        await using var imported = new SqliteTarget();
        using var folder = new TemporaryDirectory();

        (List<(string? User, string Method, string Argument)> Calls, List<string> Answers, string Id) first;
        await using (var server = await StartAsync(fakes, made))
        {
            using var caller = new Caller(server.Url);
            var (id, other, moment) = await MakeHistoryAsync(caller);
            var calls = Calls(id, other, moment).SelectMany(_ => Users, (call, user) => (user, call.Method, call.Argument)).ToList();
            first = (calls, await AnswerAsync(caller, calls), id);
        }

        using (var dump = new ArangoDump(Path.Combine(folder.Path, "dump")))
            await ArangoOfDatabase.WriteAsync(made, dump);
        var run = await ServerRun.ToEndAsync(new ServerOptions
        {
            DataDirectory = imported.Folder,
            DeployConfig = DeployConfig.For(fakes),
            Arguments = ["import", "arango", Path.Combine(folder.Path, "dump")],
        });
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain("doubtful", run.Output, StringComparison.Ordinal);

        await using (var server = await StartAsync(fakes, imported))
        {
            using var caller = new Caller(server.Url);
            var answers = await AnswerAsync(caller, first.Calls);
            for (var i = 0; i < answers.Count; i++)
                Assert.True(first.Answers[i] == answers[i], $"{first.Calls[i]}\nmade:     {first.Answers[i]}\nimported: {answers[i]}");
            Assert.Contains(answers, answer => answer.StartsWith("200 ", StringComparison.Ordinal));
            Assert.Contains(answers, answer => answer.StartsWith("500 ", StringComparison.Ordinal));
            await AssertRecordedSinceAsync(caller, first.Id, made);
        }
    }

    private static async Task<(string Id, string Other, long Moment)> MakeHistoryAsync(Caller caller)
    {
        async Task<string> SaveAsync(string user, string sample) =>
            (string)(await caller.ResultAsync(user, "create_sample", "{\"sample\":" + sample + "}"))!["id"]!;
        var id = await SaveAsync("user1", $$"""{"name": "my sample", "node_tree": {{Tree}}}""");
        await caller.ResultAsync("user1", "update_sample_acls", $$"""{"id": "{{id}}", "write": ["user2"], "read": ["user3"]}""");
        await SaveAsync("user2", $$"""{"id": "{{id}}", "node_tree": [{"id": "root", "type": "BioReplicate"}]}""");
        var other = await SaveAsync("user2", $$"""{"name": "open", "node_tree": {{Tree}}}""");
        await caller.ResultAsync("user2", "update_sample_acls", $$"""{"id": "{{other}}", "public_read": 1, "admin": ["user1"]}""");

        Task<JsonNode?> LinkAsync(string upa, string node, string more) => caller.ResultAsync(
            "user1", "create_data_link", $$"""{"upa": "{{upa}}", "id": "{{id}}", "version": 1, "node": "{{node}}"{{more}}}""");
        await LinkAsync("1/1/1", "root", "");
        var replaced = await LinkAsync("1/2/1", "root", ", \"dataid\": \"col 1\"");
        await LinkAsync("1/2/1", "kid a", ", \"dataid\": \"col 1\", \"update\": 1");
        await LinkAsync("1/3/1", "sub", "");
        await caller.ResultAsync("user1", "expire_data_link", """{"upa": "1/3/1"}""");
        await caller.ResultAsync("user1", "create_data_link", $$"""{"upa": "1/1/1", "dataid": "x", "id": "{{other}}", "version": 1, "node": "root"}""");
        return (id, other, (long)replaced!["new_link"]!["created"]!);
    }

    private static IEnumerable<(string Method, string Argument)> Calls(string id, string other, long moment)
    {
        foreach (var sample in new[] { id, other })
        {
            yield return ("get_sample", $$"""{"id": "{{sample}}"}""");
            foreach (var version in new[] { 1, 2, 3 })
            {
                yield return ("get_sample", Invariant($$"""{"id": "{{sample}}", "version": {{version}}}"""));
                yield return ("get_data_links_from_sample", Invariant($$"""{"id": "{{sample}}", "version": {{version}}}"""));
                yield return ("get_data_links_from_sample", Invariant($$"""{"id": "{{sample}}", "version": {{version}}, "effective_time": {{moment}}}"""));
                yield return ("get_node", Invariant($$"""{"id": "{{sample}}", "version": {{version}}, "node": "root"}"""));
            }

            yield return ("get_sample_acls", $$"""{"id": "{{sample}}"}""");
            yield return ("get_history", $$"""{"id": "{{sample}}", "kinds": ["versions", "links"]}""");
            yield return ("diff_versions", $$"""{"id": "{{sample}}", "from": 1, "to": 2}""");
            yield return ("find_links", $$"""{"sample": {"id": "{{sample}}"}, "state": "all"}""");
            yield return ("get_sample", $$"""{"id": "{{sample}}", "as_admin": 1}""");
        }

        yield return ("get_samples", Invariant($$"""{"samples": [{"id": "{{id}}", "version": 1}, {"id": "{{other}}"}]}"""));
        yield return ("get_data_links_from_sample_set", Invariant($$"""{"sample_ids": [{"id": "{{id}}", "version": 1}], "effective_time": {{moment}}}"""));
        foreach (var number in new[] { 1, 2, 3 })
        {
            yield return ("get_data_links_from_data", Invariant($$"""{"upa": "1/{{number}}/1"}"""));
            yield return ("get_data_links_from_data", Invariant($$"""{"upa": "1/{{number}}/1", "effective_time": {{moment}}}"""));
            yield return ("get_sample_via_data", Invariant($$"""{"upa": "1/{{number}}/1", "id": "{{id}}", "version": 1}"""));
        }

        yield return ("find_samples", """{"filter": {"on": "name", "prefix": "my"}}""");
        yield return ("find_samples", """{"filter": {"on": "meta", "key": "depth", "gt": 3}}""");
        yield return ("find_samples", "{}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static async Task<List<string>> AnswerAsync(Caller caller, IEnumerable<(string? User, string Method, string Argument)> calls)
    {
        var answers = new List<string>();
        foreach (var (user, method, argument) in calls)
            answers.Add(Comparable(await caller.AnswerAsync(user, method, argument)));
        return answers;
    }

    /// <summary>
    /// Left out is what is of the moment: when it was asked, and whether what is found came from the index. The old service did not count changes of ACLs,
    /// and did not keep which vocabulary a version was validated with.
    /// </summary>
    private static string Comparable(string answer)
    {
        var status = answer[..4];
        var body = JsonNode.Parse(answer[4..])!;
        if (body["result"] is JsonArray { Count: 1 } results && results[0] is JsonObject result)
        {
            foreach (var member in new[] { "effective_time", "at", "settled" })
                result.Remove(member);
            result.Remove("index");
            foreach (var sample in (result["samples"] as JsonArray ?? []).OfType<JsonObject>())
                sample.Remove("acl_version");
            foreach (var entry in (result["entries"] as JsonArray ?? []).OfType<JsonObject>())
                entry.Remove("vocabulary");
        }

        return status + body.ToJsonString();
    }

    /// <summary>What is known of rights begins when they were changed last.</summary>
    private static async Task AssertRecordedSinceAsync(Caller caller, string id, SqliteTarget made)
    {
        var history = await caller.ResultAsync("user1", "get_history", $$"""{"id": "{{id}}", "kinds": ["acls"]}""");
        var entry = Assert.Single(history!["entries"]!.AsArray())!;
        var changed = (await made.QueryAsync($"SELECT acl_updated_at FROM samples WHERE id = '{id}'"))[0];
        Assert.Equal(("recorded_since", changed), ((string)entry["what"]!, entry["at"]!.ToJsonString()));
        var state = await caller.ResultAsync("user1", "get_state", $$"""{"samples": [{"id": "{{id}}"}], "include": ["acls"]}""");
        Assert.Equal(changed, state!["samples"]![0]!["acls_recorded_since"]!.ToJsonString());
    }

    private static Task<ServerProcess> StartAsync(KBaseFakes fakes, SqliteTarget target) =>
        ServerProcess.StartAsync(new ServerOptions { DataDirectory = target.Folder, DeployConfig = DeployConfig.For(fakes) });
}
