using Microsoft.Data.Sqlite;
using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Node;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Starting;

/// <summary>The doors are open before the database is: they say so, and serve as soon as it is there.</summary>
public sealed class StartingTests
{
    private const string Token = "not-judged-yet";
    private const string Read = "SampleService.get_metadata_key_static_metadata";
    private const string ReadArgument = """{"keys":[]}""";

    [PostgresFact]
    public async Task Calls_AnotherProcessMigrates_AreToldThatThePlatformStarts()
    {
        await using var held = await HeldDatabase.HoldAsync(HeldDatabase.MigrationLock);
        await using var server = ServerProcess.Begin(held.Options);
        await WaitsForAsync(server, "database");

        await AssertRefusedByAllDoorsAsync(server, 0, -32002, "The platform is starting");

        await held.ReleaseAsync("ROLLBACK");
        await StartsAsync(server);
    }

    [PostgresFact]
    public async Task Calls_MigrationTakesLong_AreToldThatThePlatformInitializesAndThenServed()
    {
        await using var held = await HeldDatabase.HoldAsync("CREATE TABLE schema_migrations (number integer)");
        await using var server = ServerProcess.Begin(held.Options);
        await WaitsForAsync(server, "migration");
        await using var connection = await PlainConnection.OpenAsync(server.Url);
        using var node = new NodeClient(NodeClient.PathOf(server));
        await connection.SendAsync(Requests.Post(RpcClient.Body("PlatformState.get", null)));
        Assert.Equal("30", JsonText.Write((await connection.ReadAsync()).Rpc().Result));
        Assert.Equal(30, (int)(await node.CallAsync("PlatformState.get"))!);

        await AssertRefusedByAllDoorsAsync(server, 30, -32006, "The platform is initializing");
        Assert.DoesNotContain("listens on", server.Output, StringComparison.Ordinal);

        await held.ReleaseAsync("ROLLBACK");
        await StartsAsync(server);
        // The connections are those from before.
        await connection.SendAsync(Requests.Post(RpcClient.Body(Read, ReadArgument)));
        Assert.Equal(200, (await connection.ReadAsync()).Status);
        Assert.Equal(100, (int)(await node.CallAsync("PlatformState.get"))!);
    }

    [Fact]
    public async Task Calls_SqliteIsHeldByAnother_AreToldThatThePlatformInitializesAndThenServed()
    {
        using var folder = new TemporaryDirectory();
        await using var held = await HoldSqliteAsync(folder);
        await using var server = ServerProcess.Begin(new ServerOptions { DataDirectory = folder.Path });
        await WaitsForAsync(server, "migration");

        await AssertRefusedByAllDoorsAsync(server, 30, -32006, "The platform is initializing");

        await ExecuteAsync(held, "ROLLBACK");
        await StartsAsync(server);
        using var alice = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
        await alice.SaveAsync(SampleText.Small());
    }

    /// <summary>What a look at the request tells needs no database.</summary>
    [Fact]
    public async Task Gateway_WhileTheProcessStarts_TellsWhatIsWrongWithTheFormFirst()
    {
        using var folder = new TemporaryDirectory();
        await using var held = await HoldSqliteAsync(folder);
        await using var server = ServerProcess.Begin(new ServerOptions
        {
            DataDirectory = folder.Path,
            Environment = new Dictionary<string, string> { ["Gateway__GatewayIds__0"] = "gw-1", ["Gateway__RequireGatewayId"] = "true" },
        });
        await WaitsForAsync(server, "migration");
        using var gateway = new SessionClient(server.Url);
        var (bearer, basic, cookie) = (SessionClient.Bearer(Token), ("Authorization", "Basic YTpi"), SessionClient.Cookie(new string('A', 43)));
        (string, string) right = ("X-Service-Gateway-Id", "gw-1"), wrong = ("X-Service-Gateway-Id", "gw-2");
        var call = Call("SampleService.create_sample");

        foreach (var (path, body) in new[] { ("json-rpc", call), ("login", "{}") })
        {
            Assert.Equal("401 authorization_missing", (await gateway.PostAsync(path, body)).Outcome);
            Assert.Equal("403 invalid_token", (await gateway.PostAsync(path, body, basic, right)).Outcome);
            Assert.Equal("403 gatewayid_missing", (await gateway.PostAsync(path, body, bearer)).Outcome);
            Assert.Equal("403 invalid_grant", (await gateway.PostAsync(path, body, bearer, wrong)).Outcome);
        }

        Assert.Equal("401 authorization_missing", (await gateway.PostAsync("logout", "{}")).Outcome);
        Assert.Equal("403 gatewayid_missing", (await gateway.PostAsync("logout", "{}", cookie)).Outcome);
        foreach (var (path, credential) in new[] { ("login", bearer), ("logout", cookie) })
        {
            var answer = await gateway.PostAsync(path, "{}", credential, right);
            Assert.Equal((503, "2"), (answer.Status, answer.RetryAfter));
            Assert.Contains("\"error_description\":\"The platform is starting", answer.Body, StringComparison.Ordinal);
        }
    }

    [PostgresFact]
    public async Task Start_FailsAfterTheDoorsAreOpen_IsRefusedAndLeavesNothingBehind()
    {
        await using var held = await HeldDatabase.HoldAsync("CREATE TABLE schema_migrations (number integer)");
        await using var server = ServerProcess.Begin(held.Options);
        await WaitsForAsync(server, "migration");

        await held.ReleaseAsync("COMMIT");
        await server.WaitForExitAsync(Patience.Token());

        Assert.Equal(2, server.ExitCode);
        Assert.Single(server.Output.Split('\n'), line => line.StartsWith("The service cannot start. Storage:ConnectionString", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(server.DataDirectory));
    }

    [PostgresTheory]
    [InlineData("CREATE TABLE schema_migrations (number integer)", "migration")]
    [InlineData(HeldDatabase.MigrationLock, "database")]
    public async Task Terminate_WhilePostgreSqlIsWaitedFor_EndsWellAndLeavesNothingBehind(string hold, string awaited)
    {
        await using var held = await HeldDatabase.HoldAsync(hold);
        await using var server = ServerProcess.Begin(held.Options);
        await WaitsForAsync(server, awaited);

        Assert.True(await server.StopAsync(), server.Output);

        Assert.True(server.ExitCode == 0, server.Output);
        Assert.Empty(Directory.GetFileSystemEntries(server.DataDirectory));
        await held.ReleaseAsync("ROLLBACK");
        Assert.Equal(0, await held.CountTablesAsync());
    }

    [Fact]
    public async Task Terminate_WhileSqliteIsWaitedFor_EndsWell()
    {
        using var folder = new TemporaryDirectory();
        await using var held = await HoldSqliteAsync(folder);
        await using var server = ServerProcess.Begin(new ServerOptions { DataDirectory = folder.Path });
        await WaitsForAsync(server, "migration");

        Assert.True(await server.StopAsync(), server.Output);

        Assert.True(server.ExitCode == 0, server.Output);
    }

    /// <summary>Each door answers what tells of the process, and refuses all else in its own way.</summary>
    private static async Task AssertRefusedByAllDoorsAsync(ServerProcess server, int state, int code, string text)
    {
        using var kbase = new RpcClient(server.Url, Token);
        using var gateway = new SessionClient(server.Url);
        using var node = new NodeClient(NodeClient.PathOf(server));
        var bearer = SessionClient.Bearer(Token);
        var refused = kbase.CallAsync("SampleService.create_sample", "{}");
        var set = node.AskAsync(NodeClient.Request("PlatformState.list"));

        Assert.Equal($"{state}", JsonText.Write(await kbase.ResultAsync("PlatformState.get")));
        Assert.NotNull(await kbase.ResultAsync("SampleService.status"));
        Assert.NotNull(await kbase.ResultAsync("rpc.discover"));
        Assert.Equal((200, $$"""{"jsonrpc":"2.0","result":{{state}},"id":1}"""), Shown(await gateway.PostAsync("json-rpc", Call("PlatformState.get"), bearer)));
        Assert.Equal(
            (503, $$$"""{"jsonrpc":"2.0","error":{"code":{{{code}}},"message":"Platform State Error: {{{text}}}","data":{"state":{{{state}}},"retryAfterMs":2000}},"id":1}"""),
            Shown(await gateway.PostAsync("json-rpc", Call("SampleService.get_sample"), bearer)));
        Assert.Contains("temporarily_unavailable", (await gateway.PostAsync("login", "{}", bearer)).Body, StringComparison.Ordinal);
        Assert.Equal((200, """{"status":"live"}"""), await HealthAsync(server, "live"));

        (await refused).AssertError(code, text);
        Assert.Contains($"\"code\":{code}", await set, StringComparison.Ordinal);
    }

    private static string Call(string method) => $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"}""";

    private static (int Status, string Body) Shown(SessionAnswer answer) => (answer.Status, answer.Body);

    /// <summary>Waits until it waits for this.</summary>
    internal static async Task WaitsForAsync(ServerProcess server, string awaited)
    {
        for (var patience = Patience.Token();
            await HealthAsync(server, "ready") != (503, $$"""{"status":"starting","waits_for":"{{awaited}}"}""");)
        {
            Assert.False(server.HasExited, server.Output);
            patience.ThrowIfCancellationRequested();
        }
    }

    private static async Task StartsAsync(ServerProcess server)
    {
        await server.WaitForOutputAsync("listens on", Patience.Token());
        Assert.Equal((200, """{"status":"ready"}"""), await HealthAsync(server, "ready"));
    }

    private static async Task<(int Status, string Body)> HealthAsync(ServerProcess server, string path) =>
        await new PlainHttpClient(server.Url).SendAsync("GET", $"/health/{path}", [], null) is { } answer
            ? (answer.Status, System.Text.Encoding.UTF8.GetString(answer.Body))
            : (0, "");

    /// <summary>Another application writes in the database, which has no tables yet.</summary>
    private static async Task<SqliteConnection> HoldSqliteAsync(TemporaryDirectory folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "samples.db")};Pooling=false");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "PRAGMA journal_mode = WAL");
        await ExecuteAsync(connection, "BEGIN IMMEDIATE");
        return connection;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
