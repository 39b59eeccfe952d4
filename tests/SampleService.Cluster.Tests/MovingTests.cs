using System.Text.Json;
using Microsoft.Data.Sqlite;
using SampleService.Cluster.Tests.Moving;
using SampleService.Testing.Fakes;
using SampleService.Testing.Http;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests;

/// <summary>
/// What the two stores hold is the same: a database that began as a file and was copied into PostgreSQL by the
/// command answers as it did before, and goes on from there.
/// </summary>
public sealed class MovingTests
{
    /// <summary>As long jobs leave one; no call does.</summary>
    private const string GrainState =
        "INSERT INTO grain_states VALUES ('sample-service', 'some-job', 'w/1', 0, 0, '{\"a\":  1.10}', 3, 1700000000000)";

    [PostgresFact]
    public async Task Move_SqliteToPostgreSql_AnswersStayTheSame()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        MovedContent.AddWorkspaces(fakes.Workspace);
        using var folder = new TemporaryDirectory();
        MovedContent content;
        string session;
        List<(RawCall Call, RawAnswer Answer)> before;
        await using (var server = await RawServer.OnSqliteAsync(fakes, folder.Path))
        {
            content = new MovedContent(server);
            await content.MakeAsync();
            before = await AskAsync(server, content.Questions());
            using var client = new SessionClient(server.Url);
            session = await client.LogInAsync("token-user1");
        }

        await AddGrainStateAsync(Path.Combine(folder.Path, "samples.db"));
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();
        try
        {
            using var newFolder = new TemporaryDirectory();
            var copied = await RawServer.CopyAsync(
                fakes, folder.Path, $"postgresql://postgres@{Uri.EscapeDataString(postgres.Folder)}/{database}");
            Assert.True(copied.ExitCode == 0, copied.Error);
            string[] filled = ["samples", "sample_acls", "sample_versions", "sample_nodes", "data_links", "object_link_counts", "sample_link_counts"];
            Assert.All(filled, table => Assert.Matches($"(?m)^{table}: [1-9]", copied.Output));
            var again = await RawServer.CopyAsync(fakes, folder.Path, postgres.ConnectionString(database));
            Assert.Equal(2, again.ExitCode);
            Assert.Contains("only a new database can be copied into", again.Error);
            Assert.Equal("1.10", await postgres.ScalarAsync<string>("SELECT state ->> 'a' FROM grain_states WHERE version = 3", database));

            await using var server = await RawServer.OnPostgresAsync(fakes, newFolder.Path, postgres.ConnectionString(database));
            AssertSame(before, await AskAsync(server, content.Questions()));
            await AssertGoesOnAsync(server, content);
            using var client = new SessionClient(server.Url);
            Assert.Equal("200", (await client.CallAsync(session)).Outcome);
            Assert.Equal("204", (await client.LogOutAsync(session)).Outcome);
            Assert.Equal("401 Invalid_session", (await client.CallAsync(session)).Outcome);
        }
        finally
        {
            await postgres.DropDatabaseAsync(database);
        }
    }

    [PostgresFact]
    public async Task Copy_DatabaseOfARunningServer_IsRefused()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        using var folder = new TemporaryDirectory();
        await using var server = await RawServer.OnSqliteAsync(fakes, folder.Path);
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();

        var run = await RawServer.CopyAsync(fakes, folder.Path, postgres.ConnectionString(database));

        await postgres.DropDatabaseAsync(database);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("samples.db", run.Error);
    }

    /// <summary>Changes a file that no server has open.</summary>
    private static async Task AddGrainStateAsync(string file)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqliteCommand(GrainState, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<(RawCall Call, RawAnswer Answer)>> AskAsync(RawServer server, IEnumerable<RawCall> questions)
    {
        var answers = new List<(RawCall, RawAnswer)>();
        foreach (var call in questions)
        {
            var answer = await server.CallAsync(call);
            answers.Add((call, call.Argument.Contains("effective_time", StringComparison.Ordinal) ? answer : answer.WithoutPresent()));
        }

        return answers;
    }

    private static void AssertSame(
        List<(RawCall Call, RawAnswer Answer)> before, List<(RawCall Call, RawAnswer Answer)> after)
    {
        // Enough was asked, and of all kinds: refusals are compared as well.
        Assert.InRange(before.Count(b => b.Answer.Status == 200), 100, int.MaxValue);
        Assert.Contains(before, b => b.Answer.Status == 500);
        Assert.All(before.Zip(after), pair =>
        {
            Assert.Equal($"{pair.First.Call} {pair.First.Answer}", $"{pair.Second.Call} {pair.Second.Answer}");
            Assert.Equal(pair.First.Answer.Body, pair.Second.Answer.Body);
        });
    }

    private static async Task AssertGoesOnAsync(RawServer server, MovedContent content)
    {
        // Heads.
        var sample = $$"""{"id": "{{content.Odd}}", "node_tree": [{"id": "root", "type": "BioReplicate"}]}""";
        (await server.CallAsync("user1", "create_sample", $$"""{"sample": {{sample}}, "prior_version": 3}""")).AssertFailed(
            $"40000 Concurrency violation: Version required for sample {content.Odd} is 3, but current version is 4");
        var saved = await server.CallAsync("user1", "create_sample", $$"""{"sample": {{sample}}, "prior_version": 4}""");
        Assert.Equal(5, saved.Value.GetProperty("version").GetInt32());

        // Rights.
        (await server.CallAsync("user1", "update_sample_acls", $$"""{"id": "{{content.Odd}}", "write": ["user5"], "remove": ["user4"]}"""))
            .AssertSucceeded();
        var acls = (await server.CallAsync("user1", "get_sample_acls", $$"""{"id": "{{content.Odd}}"}""")).Value;
        Assert.Equal(["user3", "user5"], acls.GetProperty("write").EnumerateArray().Select(user => user.GetString()));
        Assert.Empty(acls.GetProperty("read").EnumerateArray());

        // Counters, of the object and of the sample version: no link fits, after an end one does, and then none again.
        var fromObject = $"60010 Too many data links: More than {MovedContent.LinkLimit} links from workspace object {content.FullObject}";
        var fromSample = $"60010 Too many data links: More than {MovedContent.LinkLimit} links from sample {content.Full} version 1";
        (await LinkAsync(server, content.FullObject, "new", content.Odd)).AssertFailed(fromObject);
        (await LinkAsync(server, "1/5/1", null, content.Full)).AssertFailed(fromSample);
        (await server.CallAsync("user1", "expire_data_link", $$"""{"upa": "{{content.FullObject}}", "dataid": "d1"}""")).AssertSucceeded();
        (await LinkAsync(server, content.FullObject, "new", content.Full)).AssertSucceeded();
        (await LinkAsync(server, content.FullObject, "newer", content.Odd)).AssertFailed(fromObject);
        (await LinkAsync(server, "1/5/1", null, content.Full)).AssertFailed(fromSample);

        // Uniqueness of the active link.
        (await LinkAsync(server, "1/1/1", "p", content.Odd)).AssertFailed("60000 Data link exists for data ID: 1/1/1:p");
    }

    private static Task<RawAnswer> LinkAsync(RawServer server, string upa, string? dataid, string id) => server.CallAsync(
        "user1", "create_data_link", JsonSerializer.Serialize(new { upa, dataid, id, version = 1, node = "root" }));
}
