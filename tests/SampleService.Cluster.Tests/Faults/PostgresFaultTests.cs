using System.Diagnostics;
using Npgsql;
using SampleService.Cluster.Tests.Databases;
using SampleService.Cluster.Tests.Disturbed;
using SampleService.Testing.Postgres;

namespace SampleService.Cluster.Tests.Faults;

/// <summary>
/// PostgreSQL is stopped, frozen, full or held up. In each case callers are told so in time, and the service goes on by
/// itself afterwards with what it acknowledged.
/// </summary>
[Collection(SerialCollection.Name)]
public sealed class PostgresFaultTests
{
    private const int MaxConnections = 12;
    private const int CallsAtOnce = 60;

    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(2);

    /// <summary>What a busy machine may add.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(4);

    [PostgresTheory]
    [InlineData("Shared")]
    [InlineData("Exclusive")]
    public async Task Calls_DatabaseStopped_FailAtOnceUntilItIsBack(string sharing)
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var service = await StartAsync(await PostgresDatabase.CreateAsync(postgres), sharing);
        for (var version = 1; version <= 2; version++)
        {
            await postgres.StopImmediatelyAsync();
            Assert.InRange(await FaultyService.FailsAsync(() => service.SaveAsync()), TimeSpan.Zero, Slack);
            Assert.InRange(await FaultyService.FailsAsync(service.ReadAsync), TimeSpan.Zero, Slack);
            Assert.InRange(await FaultyService.FailsAsync(service.ReadLinksAsync), TimeSpan.Zero, Slack);
            await postgres.RestartAsync();

            Assert.InRange(await service.RecoversAsync(), TimeSpan.Zero, Slack);
            Assert.Equal(version, (await service.ReadAsync()).Version);
            Assert.Equal(version + 1, (await service.SaveAsync(prior: version)).Version);
        }
    }

    [PostgresTheory]
    [InlineData("Shared")]
    [InlineData("Exclusive")]
    public async Task Calls_DatabaseFrozen_FailInTime(string sharing)
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var service = await StartAsync(await PostgresDatabase.CreateAsync(postgres), sharing);
        await Task.WhenAll(Enumerable.Range(0, CallsAtOnce).Select(_ => service.CreateAsync()));
        try
        {
            await postgres.FreezeAsync();
            // More callers than connections: most of them wait for one.
            var calls = Enumerable.Range(0, CallsAtOnce).Select(number => FaultyService.FailsAsync(
                () => number % 2 == 0 ? service.CreateAsync() : service.ReadLinksAsync())).ToArray();
            foreach (var time in await Task.WhenAll(calls))
                Assert.InRange(time, TimeSpan.Zero, CommandTimeout + Slack);
            var clock = Stopwatch.StartNew();
            Assert.True((await service.CallAsync("get_metadata_key_static_metadata", new { keys = Array.Empty<string>(), prefix = 0 })).Succeeded);
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, CommandTimeout + Slack);
        }
        finally
        {
            postgres.Thaw();
        }

        Assert.InRange(await service.RecoversAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(1, (await service.ReadAsync()).Version);
        Assert.Equal(2, (await service.SaveAsync(prior: 1)).Version);
    }

    [PostgresFact]
    public async Task Calls_NoConnectionsLeft_AreRefusedUntilThereAreSome()
    {
        await using var postgres = await PostgresServer.StartAsync(false, $"max_connections={MaxConnections}", "superuser_reserved_connections=0", "max_wal_senders=0");
        var database = await PostgresDatabase.CreateAsync(postgres);
        await using var service = await StartAsync(database, "Shared");
        var others = new List<NpgsqlConnection>();
        try
        {
            // The service's own are ended, and others are faster to take their places.
            others.Add(await database.ConnectAsync());
            await TakeAllAsync(database, others);
            await using (var end = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'Sample Service'", others[0]))
                await end.ExecuteNonQueryAsync();
            await TakeAllAsync(database, others);
            var calls = Enumerable.Range(0, CallsAtOnce).Select(number => number % 2 == 0 ? service.CreateAsync() : service.ReadLinksAsync());
            var answers = await Task.WhenAll(calls);
            Assert.All(answers, answer => Assert.True(answer.Error is null or FaultyService.StorageFailure, answer.Error));
            Assert.Contains(answers, answer => !answer.Succeeded);
        }
        finally
        {
            foreach (var other in others)
                await other.DisposeAsync();
        }

        Assert.InRange(await service.RecoversAsync(), TimeSpan.Zero, Slack);
        Assert.Equal(1, (await service.ReadAsync()).Version);
    }

    [PostgresFact]
    public async Task Save_RowLockedByAnotherSession_FailsInTimeAndAlone()
    {
        var database = await PostgresDatabase.CreateAsync();
        await using var service = await StartAsync(database, "Shared");
        await using (var other = await database.ConnectAsync())
        {
            await using var transaction = await other.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("SELECT FROM samples FOR UPDATE", other, transaction))
                await hold.ExecuteNonQueryAsync();

            var save = FaultyService.FailsAsync(() => service.SaveAsync());
            Assert.Equal(1, (await service.ReadAsync()).Version);
            Assert.True((await service.CreateAsync()).Succeeded);
            Assert.InRange(await save, CommandTimeout - TimeSpan.FromSeconds(0.1), CommandTimeout + Slack);
            var change = new { id = service.Sample, read = new[] { "user2" } };
            Assert.InRange(await FaultyService.FailsAsync(() => service.CallAsync("update_sample_acls", change)), TimeSpan.Zero, CommandTimeout + Slack);
            Assert.Equal(1, (await service.ReadAsync()).Version);
            // They are ended in the server as well, before they could get the row.
            await WaitingAsync(database, 0);
        }

        Assert.Equal(2, (await service.SaveAsync(prior: 1)).Version);
        Assert.Equal(0, (await service.CallAsync("get_sample_acls", new { id = service.Sample })).Value.GetProperty("read").GetArrayLength());
    }

    [PostgresFact]
    public async Task Kill_ServiceWaitingForLock_ItsWriteIsNotMadeLater()
    {
        var database = await PostgresDatabase.CreateAsync();
        await using var service = await StartAsync(database, "Shared", TimeSpan.FromSeconds(8));
        await using (var other = await database.ConnectAsync())
        {
            await using var transaction = await other.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("SELECT FROM samples FOR UPDATE", other, transaction))
                await hold.ExecuteNonQueryAsync();
            var save = service.SaveAsync();
            await WaitingAsync(database, 1);
            service.Process.Kill();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => save);
            // Nobody is left to cancel it, and the server does not look after a client while it waits for a lock.
            await WaitingAsync(database, 0);
        }

        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM sample_versions"));
    }

    /// <summary>Waits until so many statements wait for locks.</summary>
    private static Task WaitingAsync(PostgresDatabase database, long statements) => Eventually.IsTrueAsync(
        async () => await database.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == statements,
        $"{statements} statements wait in the server");

    private static Task<FaultyService> StartAsync(PostgresDatabase database, string sharing, TimeSpan? timeout = null) => FaultyService.StartAsync(
        database, ("Storage__Sharing", sharing),
        ("Storage__ConnectionString", database.Settings["Storage__ConnectionString"] + $";Command Timeout={(timeout ?? CommandTimeout).TotalSeconds}"));

    /// <summary>Takes connections until there are no more.</summary>
    private static async Task TakeAllAsync(PostgresDatabase database, List<NpgsqlConnection> taken)
    {
        while (taken.Count < MaxConnections)
        {
            try
            {
                taken.Add(await database.ConnectAsync());
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                return;
            }
        }
    }
}
