using Npgsql;
using SampleService.Cluster.Tests.Databases;
using SampleService.Cluster.Tests.Disturbed;
using SampleService.Testing.Http;
using SampleService.Testing.Postgres;

namespace SampleService.Cluster.Tests.Faults;

/// <summary>A primary and a standby that follows it: the service uses the primary alone, whichever of the two that is.</summary>
[Collection(SerialCollection.Name)]
public sealed class StandbyTests
{
    [PostgresTheory]
    [InlineData("Shared")]
    [InlineData("Exclusive")]
    public async Task Calls_PrimaryIsReplacedByItsStandby_GoOnThere(string sharing)
    {
        await using var primary = await PostgresServer.StartAsync();
        var database = await PostgresDatabase.CreateAsync(primary);
        await using var standby = await primary.StartStandbyAsync();
        var connection = new NpgsqlConnectionStringBuilder(database.Settings["Storage__ConnectionString"])
        {
            Host = $"{standby.Folder},{primary.Folder}",
            LoadBalanceHosts = true,
            HostRecheckSeconds = 1,
        };
        await using var service = await FaultyService.StartAsync(
            database, ("Storage__Sharing", sharing), ("Storage__ConnectionString", connection.ConnectionString));
        await Eventually.IsTrueAsync(
            async () => await standby.ScalarAsync<bool>(
                "SELECT pg_last_wal_replay_lsn() IS NOT NULL AND EXISTS (SELECT FROM data_links)", connection.Database!),
            "the standby has followed");

        await primary.StopImmediatelyAsync();
        await ReadyBecomesAsync(service, 503);
        await FaultyService.FailsAsync(() => service.SaveAsync());
        await standby.PromoteAsync();

        await ReadyBecomesAsync(service, 200);
        await service.RecoversAsync();
        Assert.Equal(2, (await service.SaveAsync(prior: 1)).Version);
        Assert.Equal(2, await standby.ScalarAsync<int>(
            $"SELECT max(version) FROM sample_versions WHERE sample_id = '{service.Sample}'", connection.Database!));

        // Its database is dropped at the end.
        await service.Process.StopAsync();
        await primary.RestartAsync();
    }

    [PostgresTheory]
    [InlineData("Shared")]
    [InlineData("Exclusive")]
    public async Task Calls_PrimaryIsDemotedInPlace_FailUntilItIsOneAgain(string sharing)
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var service = await FaultyService.StartAsync(
            await PostgresDatabase.CreateAsync(postgres), ("Storage__Sharing", sharing));
        await ReadyBecomesAsync(service, 200);

        await postgres.DemoteAsync();

        await ReadyBecomesAsync(service, 503);
        await FaultyService.FailsAsync(service.ReadAsync);
        await FaultyService.FailsAsync(() => service.SaveAsync());
        await postgres.PromoteAsync();
        await ReadyBecomesAsync(service, 200);
        await service.RecoversAsync();
        Assert.Equal(2, (await service.SaveAsync(prior: 1)).Version);
    }

    private static Task ReadyBecomesAsync(FaultyService service, int status) => Eventually.IsTrueAsync(
        async () => (await new PlainHttpClient(service.Process.Url).SendAsync("GET", "/health/ready", [], null))!.Status == status,
        $"/health/ready answers {status}");
}
