using Npgsql;
using SampleService.Cluster.Tests.Databases;
using SampleService.Testing.Postgres;

namespace SampleService.Cluster.Tests.Faults;

/// <summary>What is between the service and PostgreSQL, or meant for other programs, does not change what is stored.</summary>
public sealed class PoolerTests
{
    [PostgresTheory]
    [InlineData("Shared")]
    [InlineData("Exclusive")]
    public async Task Calls_PgBouncerKeepsSessions_Succeed(string sharing)
    {
        var postgres = await PostgresServer.SharedAsync();
        await using var pooler = await PgBouncer.StartAsync(postgres, "session");
        var database = await PostgresDatabase.CreateAsync(postgres);
        await using var service = await FaultyService.StartAsync(
            database, ("Storage__Sharing", sharing), ("Storage__ConnectionString", pooler.ConnectionString(NameOf(database))));

        var saved = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => service.CreateAsync()));

        Assert.All(saved, answer => Assert.Equal(1, answer.Version));
        Assert.Equal(2, (await service.SaveAsync(prior: 1)).Version);
        Assert.Equal(2, (await service.ReadAsync()).Version);
        Assert.True((await service.ReadLinksAsync()).Succeeded);
    }

    [PostgresFact]
    public async Task Save_EnvironmentAsksForAnotherEncoding_IsStoredAsUtf8()
    {
        var database = await PostgresDatabase.CreateAsync();
        await using var service = await FaultyService.StartAsync(database, ("PGCLIENTENCODING", "LATIN1"));
        var sample = new { name = "Prøve ä", node_tree = new[] { new { id = "n", type = "BioReplicate" } } };

        Assert.True((await service.CallAsync("create_sample", new { sample })).Succeeded);

        Assert.Equal(1, await database.ScalarAsync<long>(
            "SELECT count(*) FROM sample_versions WHERE name = U&'Pr\\00F8ve \\00E4'"));
    }

    private static string NameOf(PostgresDatabase database) =>
        new NpgsqlConnectionStringBuilder(database.Settings["Storage__ConnectionString"]).Database!;
}
