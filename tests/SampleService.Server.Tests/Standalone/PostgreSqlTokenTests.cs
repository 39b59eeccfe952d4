using SampleService.Server.Tests.Operations;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Standalone;

/// <summary>Tokens of accounts in PostgreSQL are remembered by a process that has the database for itself, and by no other.</summary>
public sealed class PostgreSqlTokenTests
{
    private const string LookUps = """sample_service_store_duration_seconds_count{operation="FindGrantsAsync",outcome="ok"}""";

    [PostgresTheory]
    [InlineData("Exclusive", 1)]
    [InlineData("Shared", 3)]
    public async Task Token_ShownThreeTimes_IsLookedUp(string sharing, int times)
    {
        var postgres = await PostgresServer.SharedAsync();
        var environment = new Dictionary<string, string>
        {
            ["Storage__Provider"] = "PostgreSql",
            ["Storage__ConnectionString"] = postgres.ConnectionString(await postgres.CreateDatabaseAsync()),
            ["Storage__Sharing"] = sharing,
            ["Metrics__Urls"] = "http://127.0.0.1:0",
        };
        await RunAsync("migrate");
        var token = (await RunAsync("create-administrator", "carol")).TrimEnd('\n').Split('\n')[^1];
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Environment = environment });
        var page = await MetricsPage.FindAsync(server);
        using var client = new RpcClient(server.Url, token);
        for (var i = 0; i < 3; i++)
            await client.SaveAsync(SampleText.Small());

        Assert.Equal(times, (await page.ReadAsync())[LookUps]);

        async Task<string> RunAsync(params string[] command)
        {
            var run = await ServerRun.ToEndAsync(new ServerOptions { Environment = environment, Arguments = command });
            Assert.True(run.ExitCode == 0, run.Error);
            return run.Output;
        }
    }
}
