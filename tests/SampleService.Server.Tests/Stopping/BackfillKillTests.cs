using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Json;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Stopping;

/// <summary>A process that is killed while it makes samples from before an upgrade findable loses none of them: the next one goes on.</summary>
public sealed class BackfillKillTests
{
    /// <summary>Two transactions on PostgreSQL, and many on SQLite.</summary>
    private const int Samples = 620;

    /// <summary>In the second transaction on PostgreSQL.</summary>
    private const int Held = 600;

    private const int Kills = 3;

    private const string Tree =
        """[{"id":"root","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{"k":{"value":"old"}},"source_meta":[]}]""";

    private const string CountWhole =
        """
        SELECT count(*) FROM samples AS s WHERE s.ordinal IS NOT NULL
            AND (SELECT count(*) FROM sample_acl_changes AS c WHERE c.sample_id = s.id AND c.acl_version = 3) = 1
            AND (SELECT count(*) FROM sample_acls AS a WHERE a.sample_id = s.id AND a.ordinal = s.ordinal) = 1
        """;

    private const string CountTouched =
        """
        SELECT count(*) FROM samples AS s WHERE s.ordinal IS NOT NULL OR EXISTS (SELECT 1 FROM sample_acl_changes AS c WHERE c.sample_id = s.id)
            OR EXISTS (SELECT 1 FROM sample_acls AS a WHERE a.sample_id = s.id AND a.ordinal IS NOT NULL)
        """;

    private const string Done = "SELECT done FROM search_backfill";

    [PostgresFact]
    public async Task Kill_InsideATransactionOnPostgreSql_TheNextProcessGoesOn()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var database = await postgres.CreateDatabaseAsync();
        using var folder = new TemporaryDirectory();
        var options = new ServerOptions
        {
            DataDirectory = folder.Path,
            Environment = new Dictionary<string, string>
            {
                ["Storage__Provider"] = "PostgreSql",
                ["Storage__ConnectionString"] = postgres.ConnectionString(database),
                ["Storage__MigrateOnStart"] = "true",
                ["Search__BackfillRate"] = "1000000",
            },
        };
        var made = await ServerRun.ToEndAsync(options with { Arguments = ["create-administrator", "alice"] });
        var token = made.Output.TrimEnd('\n').Split('\n')[^1];
        await postgres.ExecuteAsync(Fill(), database);

        await using (var holder = new NpgsqlConnection(postgres.SingleConnectionString(database)))
        {
            await holder.OpenAsync();
            await using var transaction = await holder.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand($"SELECT FROM sample_acls WHERE sample_id = '{IdOf(Held)}' FOR UPDATE", holder, transaction))
                await hold.ExecuteNonQueryAsync();
            await using var server = await ServerProcess.StartAsync(options);
            const string CountWaiting =
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%sample_acls%' AND datname = current_database()";
            for (var patience = Patience.Token(); await postgres.ScalarAsync<long>(CountWaiting, database) == 0;)
                await Task.Delay(20, patience);
            Assert.Equal("incomplete", (await ReadyAsync(server)).Text("search"));
            server.Kill();
            await server.WaitForExitAsync(Patience.Token());
        }

        // The server of the database finds out that nobody is there any more.
        const string CountSessions = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
        for (var patience = Patience.Token(); await postgres.ScalarAsync<long>(CountSessions, database) > 0;)
            await Task.Delay(20, patience);
        var done = await postgres.ScalarAsync<long>(Done, database);
        Assert.Equal(500, done);
        Assert.Equal(done, await postgres.ScalarAsync<long>(CountTouched, database));
        Assert.Equal(done, await postgres.ScalarAsync<long>(CountWhole, database));

        await using (var server = await ServerProcess.StartAsync(options))
            await AssertAllIsFoundAsync(server, token);
        Assert.Equal(Samples, await postgres.ScalarAsync<long>(Done, database));
        Assert.Equal(Samples, await postgres.ScalarAsync<long>(CountWhole, database));
    }

    [Fact]
    public async Task Kill_ManyTimesWhileFillingOnSqlite_TheLastProcessGetsToTheEnd()
    {
        using var folder = new TemporaryDirectory();
        var options = new ServerOptions
        {
            DataDirectory = folder.Path,
            Environment = new Dictionary<string, string> { ["Search__BackfillRate"] = "1000000" },
        };
        await using (var server = await ServerProcess.StartAsync(options))
            Assert.True(await server.StopAsync());
        await ReadAsync(folder.Path, Fill());

        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var server = await ServerProcess.StartAsync(options);
            for (var patience = Patience.Token(); await ReadAsync(folder.Path, Done) < Samples * kill / (Kills + 1);)
                patience.ThrowIfCancellationRequested();
            server.Kill();
            await server.WaitForExitAsync(Patience.Token());
            var done = await ReadAsync(folder.Path, Done);
            Assert.Equal(done, await ReadAsync(folder.Path, CountTouched));
            Assert.Equal(done, await ReadAsync(folder.Path, CountWhole));
        }

        await using (var server = await ServerProcess.StartAsync(options))
            await AssertAllIsFoundAsync(server, SeedTokens.Of(server).Alice);
        Assert.Equal(Samples, await ReadAsync(folder.Path, Done));
        Assert.Equal(Samples, await ReadAsync(folder.Path, CountWhole));
    }

    private static async Task AssertAllIsFoundAsync(ServerProcess server, string token)
    {
        for (var patience = Patience.Token(); (await ReadyAsync(server)).Find("search") is not null;)
            await Task.Delay(20, patience);
        using var alice = new RpcClient(server.Url, token);
        foreach (var filter in new[] { "", ",\"filter\":{\"on\":\"meta\",\"key\":\"k\",\"eq\":\"old\"}" })
        {
            var found = await alice.MapAsync("SampleService.find_samples", $$"""{"scope":"mine","count":true,"limit":1000{{filter}}}""");
            Assert.Equal((Samples, true), (found.Map("count")!.Integer("value"), (bool)found.Map("count")!.Find("exact")!));
            Assert.Equal(Samples, found.List("samples").Cast<JsonMap>().Select(sample => sample.Text("id")).Distinct().Count());
            Assert.Null(found.Find("index"));
        }

        Assert.True(await server.StopAsync());
    }

    private static async Task<JsonMap> ReadyAsync(ServerProcess server) =>
        JsonText.ParseMap(System.Text.Encoding.UTF8.GetString((await new PlainHttpClient(server.Url).SendAsync("GET", "/health/ready", [], null))!.Body));

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"01800000-0000-4000-8000-{number:x12}");

    /// <summary>Samples of alice's, as the version before the search left them.</summary>
    private static string Fill()
    {
        string Rows(Func<int, string> row) => string.Join(", ", Enumerable.Range(0, Samples).Select(row));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at) VALUES
            {Rows(number => $"('{IdOf(number)}', 'alice', 1, false, 3, 1000, {1000 - (number / 2)})")};
            INSERT INTO sample_acls (sample_id, user_name, level) VALUES {Rows(number => $"('{IdOf(number)}', 'bob', 'read')")};
            INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree) VALUES
            {Rows(number => $"('{IdOf(number)}', 1, 'old', 'alice', 1000, '{IdOf(number)}', 1, '{Tree}')")};
            INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length) VALUES
            {Rows(number => $"('{IdOf(number)}', 1, 'root', 0, 1, {Tree.Length - 2})")};
            UPDATE samples SET ordinal = NULL, indexed = 0;
            UPDATE sample_acls SET ordinal = NULL;
            DELETE FROM sample_acl_changes;
            DELETE FROM search_queue;
            UPDATE search_backfill SET complete = false, done = 0, resume_at = NULL;
            """);
    }

    /// <summary>Runs a statement on the file, and gives its number if it has one.</summary>
    private static async Task<long> ReadAsync(string folder, string sql)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "samples.db"), Pooling = false };
        await using var connection = new SqliteConnection(file.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        return await command.ExecuteScalarAsync() is long number ? number : 0;
    }
}
