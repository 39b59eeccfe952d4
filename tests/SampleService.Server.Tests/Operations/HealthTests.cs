using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Http;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary><c>/health/live</c> and <c>/health/ready</c>, on the service's own listener and on that for metrics.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Health_ServingOnSqlite_IsLiveAndReady()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());

        await AssertHealthAsync(server.Url, "live", 200, "live");
        await AssertHealthAsync(server.Url, "ready", 200, "ready");
        await AssertHealthAsync(server.Url, "other", 404, "unknown");
        var head = (await new PlainHttpClient(server.Url).SendAsync("HEAD", "/health/ready", [], null))!;
        Assert.Equal((200, 0), (head.Status, head.Body.Length));
        // They are not calls.
        Assert.True(await server.StopAsync());
        Assert.DoesNotContain("[1001]", server.Output, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Ready_DatabaseStopsAndComesBack_IsToldWithinSeconds()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var database = await postgres.CreateDatabaseAsync();
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string>
            {
                ["Storage__Provider"] = "PostgreSql",
                ["Storage__ConnectionString"] = postgres.ConnectionString(database),
                ["Storage__MigrateOnStart"] = "true",
            },
        });
        await AssertHealthAsync(server.Url, "ready", 200, "ready");

        // Its tables gone, the database still answers, and the service is of no use.
        await postgres.ExecuteAsync("ALTER TABLE samples RENAME TO elsewhere", database);
        await AssertHealthAsync(server.Url, "ready", 503, "unavailable");
        await AssertHealthAsync(server.Url, "live", 200, "live");
        await postgres.ExecuteAsync("ALTER TABLE elsewhere RENAME TO samples", database);
        await AssertHealthAsync(server.Url, "ready", 200, "ready");

        await using var locking = new Npgsql.NpgsqlConnection(postgres.SingleConnectionString(database));
        await locking.OpenAsync();
        await using var transaction = await locking.BeginTransactionAsync();
        await using (var command = new Npgsql.NpgsqlCommand("LOCK TABLE samples", locking, transaction))
            await command.ExecuteNonQueryAsync();
        // A database that does not answer is not waited for.
        await AssertHealthAsync(server.Url, "ready", 503, "unavailable");
        await transaction.RollbackAsync();
        // The question that was given up may still be on its way, and answer for a moment.
        for (var patience = Patience.Token(); (await GetAsync(server.Url, "ready")).Status != 200;)
            patience.ThrowIfCancellationRequested();
        Assert.True(await server.StopAsync());
        Assert.Equal(
            ["not ready", "ready", "not ready", "ready"],
            (await server.LinesWithAsync("[1101] This process is ")).Select(line => line.Split("This process is ")[1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ready_FullDisk_SaysThatWritesFailUntilThereIsRoom(bool requireWrites)
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string> { ["Health__RequireWrites"] = requireWrites ? "true" : "false" },
        });
        using var alice = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
        await AssertHealthAsync(server.Url, "ready", 200, "ready");

        server.LimitFileSize(0);
        (await alice.CallAsync("SampleService.create_sample", Create)).AssertError(-32000, "Connection to database failed");
        var failing = await GetAsync(server.Url, "ready");
        Assert.Equal(
            requireWrites ? (503, """{"status":"unavailable","writes":"failing"}""") : (200, """{"status":"ready","writes":"failing"}"""),
            (failing.Status, Text(failing)));
        await AssertHealthAsync(server.Url, "live", 200, "live");

        // Nobody writes, and it is found out all the same.
        server.LimitFileSize(null);
        await AssertHealthAsync(server.Url, "ready", 200, "ready");
        await alice.SaveAsync(SampleText.Small());
        Assert.True(await server.StopAsync());
        Assert.Equal(
            [requireWrites ? "not ready: its writes fail" : "ready, but its writes fail", "ready"],
            (await server.LinesWithAsync("[1101] This process is ")).Select(line => line.Split("This process is ")[1]));
    }

    [PostgresFact]
    public async Task Ready_PostgreSqlBecomesReadOnly_SaysThatWritesFailUntilItIsNot()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var database = await postgres.CreateDatabaseAsync();
        var options = new ServerOptions
        {
            Environment = new Dictionary<string, string>
            {
                ["Storage__Provider"] = "PostgreSql",
                ["Storage__ConnectionString"] = postgres.ConnectionString(database),
                ["Storage__MigrateOnStart"] = "true",
            },
        };
        var made = await ServerRun.ToEndAsync(options with { Arguments = ["create-administrator", "carol"] });
        await using var server = await ServerProcess.StartAsync(options);
        using var carol = new RpcClient(server.Url, made.Output.TrimEnd('\n').Split('\n')[^1]);

        // Connections that are open take the new setting a moment later.
        await postgres.ExecuteAsync("ALTER SYSTEM SET default_transaction_read_only = on", database);
        await postgres.ExecuteAsync("SELECT pg_reload_conf()", database);
        for (var patience = Patience.Token(); (await carol.CallAsync("SampleService.create_sample", Create)).Status == 200;)
            patience.ThrowIfCancellationRequested();
        var failing = await GetAsync(server.Url, "ready");
        Assert.Equal((200, """{"status":"ready","writes":"failing"}"""), (failing.Status, Text(failing)));

        await postgres.ExecuteAsync("ALTER SYSTEM RESET default_transaction_read_only", database);
        await postgres.ExecuteAsync("SELECT pg_reload_conf()", database);
        for (var patience = Patience.Token(); Text(await GetAsync(server.Url, "ready")) != """{"status":"ready"}""";)
            patience.ThrowIfCancellationRequested();
        Assert.True(await server.StopAsync());
        // One when it takes no writes and one when it does again; that the process stays ready is none. 3206 is of the test's server.
        Assert.Equal(
            ["3208", "3209"], (await server.LinesWithAsync(" warn: ")).Select(line => line.Split('[', ']')[1]).Where(id => id != "3206"));
    }

    [Fact]
    public async Task Ready_DatabaseFileIsReplaced_IsUnavailableAndOneLineSaysWhy()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        using var alice = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
        var other = Path.Combine(server.DataDirectory, "other");
        await File.WriteAllTextAsync(other, "another file");
        File.Move(other, Path.Combine(server.DataDirectory, "samples.db"), overwrite: true);

        for (var i = 0; i < 2; i++)
        {
            await AssertHealthAsync(server.Url, "ready", 503, "unavailable");
            (await alice.CallAsync("SampleService.create_sample", Create)).AssertError(-32000, "Connection to database failed");
        }

        Assert.True(await server.StopAsync());
        Assert.Single(await server.LinesWithAsync("[3103]"));
        Assert.DoesNotContain("[3101]", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_WhileCallsAreEnded_SaysStoppingOnTheListenerForMetrics()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Workspace.AddWorkspace(1);
        var upa = fakes.Workspace.AddObject(1, 1);
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            DeployConfig = DeployConfig.For(fakes),
            Environment = new Dictionary<string, string> { ["Metrics__Urls"] = "http://127.0.0.1:0" },
        });
        var metrics = await MetricsPage.FindAsync(server);
        await AssertHealthAsync(metrics.Url, "ready", 200, "ready");
        using var client = new RpcClient(server.Url, "token-user1");
        using var held = fakes.Workspace.Hold();
        var call = client.CallAsync("SampleService.get_data_links_from_data", $$"""{"upa":"{{upa}}"}""");
        await held.WaitForAsync(1, Patience.Token());

        server.Terminate();
        var patience = Patience.Token();
        while (Text(await GetAsync(metrics.Url, "ready")) == """{"status":"ready"}""")
            patience.ThrowIfCancellationRequested();

        await AssertHealthAsync(metrics.Url, "ready", 503, "stopping");
        await AssertHealthAsync(metrics.Url, "live", 200, "live");
        Assert.Equal(1, (await metrics.ReadAsync())["sample_service_calls_in_flight"]);
        held.Dispose();
        Assert.NotNull((await call).Result);
        await server.WaitForExitAsync(Patience.Token());
        Assert.Equal(0, server.ExitCode);
    }

    private static string Create => $$"""{"sample":{{SampleText.Small()}}}""";

    private static async Task AssertHealthAsync(Uri root, string path, int status, string state)
    {
        var answer = await GetAsync(root, path);
        Assert.Equal((status, $$"""{"status":"{{state}}"}"""), (answer.Status, Text(answer)));
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.False(answer.Headers.ContainsKey("Pragma") || answer.Headers.ContainsKey("Expires"), "one header against caching is enough");
    }

    private static async Task<HttpAnswer> GetAsync(Uri root, string path) =>
        (await new PlainHttpClient(root).SendAsync("GET", "/health/" + path, [], null))!;

    private static string Text(HttpAnswer answer) => System.Text.Encoding.UTF8.GetString(answer.Body);
}
