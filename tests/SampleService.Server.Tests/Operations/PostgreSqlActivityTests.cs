using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary>What metrics and traces show of PostgreSQL; of SQLite see <see cref="MetricsTests"/> and <see cref="TracingTests"/>.</summary>
public sealed class PostgreSqlActivityTests
{
    private const string Created = """sample_service_store_duration_seconds_count{operation="CreateAsync",outcome="ok"}""";
    private const string NotCreated = """sample_service_store_duration_seconds_count{operation="CreateAsync",outcome="failed"}""";
    private const string Broken = """sample_service_store_failures_total{kind="connection"}""";

    [PostgresFact]
    public async Task Metrics_DatabaseServesAndStops_CountOperationsAndFailures()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var fakes = await KBaseFakes.StartAsync();
        await using var server = await StartAsync(postgres, fakes, ("Metrics__Urls", "http://127.0.0.1:0"));
        var page = await MetricsPage.FindAsync(server);
        using var client = new RpcClient(server.Url, "token-user1");

        await client.SaveAsync(SampleText.Small());
        var serving = await page.ReadAsync();
        await postgres.StopImmediatelyAsync();
        (await client.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}}}""")).AssertError(-32000, "Connection to database failed");
        var stopped = await page.ReadAsync();

        Assert.Equal((1, false), (serving[Created], serving.ContainsKey(NotCreated)));
        Assert.Equal(0, serving.GetValueOrDefault(Broken));
        Assert.Equal((1, 1), (stopped[Created], stopped[NotCreated]));
        Assert.True(stopped[Broken] >= 1);
        Assert.Equal(1, stopped["""sample_service_calls_total{method="SampleService.create_sample",outcome="70030"}"""]);
    }

    [PostgresFact]
    public async Task Traces_CallIsMade_HaveTheOperationOnTheDatabaseBelowIt()
    {
        await using var collector = await CannedService.StartAsync();
        await using var fakes = await KBaseFakes.StartAsync();
        await using var server = await StartAsync(
            await PostgresServer.SharedAsync(), fakes, ("Tracing__OtlpEndpoint", collector.Url.AbsoluteUri.TrimEnd('/')));
        using var client = new RpcClient(server.Url, "token-user1");

        await client.SaveAsync(SampleText.Small());
        Assert.True(await server.StopAsync(), server.Output);

        Assert.True(ProtobufSpans.Read(collector.Requests.Select(request => request.Raw)).IsBelow("CreateAsync", "SampleService.create_sample"));
        Assert.Contains("postgresql", string.Concat(collector.Requests.Select(request => request.Body)), StringComparison.Ordinal);
    }

    private static async Task<ServerProcess> StartAsync(PostgresServer postgres, KBaseFakes fakes, (string Name, string Value) setting) =>
        await ServerProcess.StartAsync(new ServerOptions
        {
            DeployConfig = DeployConfig.For(fakes),
            Environment = new Dictionary<string, string>
            {
                ["Storage__Provider"] = "PostgreSql",
                ["Storage__ConnectionString"] = postgres.ConnectionString(await postgres.CreateDatabaseAsync()),
                ["Storage__MigrateOnStart"] = "true",
                [setting.Name] = setting.Value,
            },
        });
}
