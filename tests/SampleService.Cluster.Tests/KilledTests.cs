using System.Globalization;
using SampleService.Cluster.Tests.Databases;
using SampleService.Cluster.Tests.Disturbed;
using SampleService.Testing.Postgres;
using Xunit.Abstractions;

namespace SampleService.Cluster.Tests;

/// <summary>
/// A server or its database is killed in the middle of writes of all kinds, started again, and compared with what callers
/// were told. More kills than a few are made when the environment variable <c>SAMPLE_SERVICE_KILLS</c> says so.
/// </summary>
[Collection(SerialCollection.Name)]
public sealed class KilledTests(ITestOutputHelper output)
{
    private const int CallerCount = 16;
    private const int MaxPause = 10;

    /// <summary>Links of unknown outcome stay, and are not to take all the room in the course of many kills.</summary>
    private const int MaxLinks = 60;

    private static readonly int Count = int.Parse(
        Environment.GetEnvironmentVariable("SAMPLE_SERVICE_KILLS") ?? "2", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Kill_ServerOnSqlite_LosesNoAcknowledgedWrite()
    {
        var file = new SqliteFile();
        await KillAsync(file, kills => kills.KillServiceAsync(), async () =>
            Assert.Equal("ok", await file.ScalarAsync<string>("PRAGMA integrity_check")));
    }

    [PostgresFact]
    public async Task Kill_ServerOnPostgreSql_LosesNoAcknowledgedWrite() =>
        await KillAsync(await PostgresDatabase.CreateAsync(), kills => kills.KillServiceAsync());

    [PostgresFact]
    public async Task Kill_PostgreSql_LosesNoAcknowledgedWrite()
    {
        await using var postgres = await PostgresServer.StartAsync(durable: true);
        await KillAsync(await PostgresDatabase.CreateAsync(postgres), kills => kills.KillPostgresAsync(postgres));
    }

    private async Task KillAsync(IDeploymentDatabase database, Func<Kills, Task> kill, Func<Task>? check = null)
    {
        await using var deployment = await Deployment.CreateAsync(MaxLinks, Sharing.Alone, database);
        await using var servers = await Servers.StartAsync(deployment.Options, 1);
        using var rpc = new RpcClient();
        var world = new World(deployment, MaxLinks);
        var traffic = new Traffic(rpc, world.Findings);
        await world.FillAsync((method, argument) => traffic.CallAsync(servers[0], method, argument));
        using var callers = new Callers(world, traffic, servers.Choose, MaxPause);
        var kills = new Kills(world, traffic, servers, callers);
        traffic.Begin("kills");
        callers.Start(CallerCount);
        try
        {
            for (var number = 0; number < Count; number++)
                await kill(kills);
            await callers.AnsweredAsync(CallerCount);
            await callers.StopAsync();
            traffic.Begin("check at the end");
            await new FinalCheck(world, traffic, [servers[0]]).RunAsync();
            output.WriteLine(await kills.TellAsync());
        }
        finally
        {
            output.WriteLine(traffic.ToString());
        }

        Assert.Empty(world.Findings.All);
        await (check?.Invoke() ?? Task.CompletedTask);
    }
}
