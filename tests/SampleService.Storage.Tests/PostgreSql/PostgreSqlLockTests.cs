using SampleService.Domain;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

[NeedsPostgres]
public sealed class PostgreSqlLockTests : PostgresTest
{
    private const string LockHolders =
        """
        SELECT l.pid FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
        WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted AND l.mode = 'ExclusiveLock'
        """;

    private const string SharedHolders =
        """
        SELECT count(DISTINCT l.pid) FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
        WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted AND l.mode = 'ShareLock'
        """;

    [StoreTheory]
    [InlineData(DatabaseSharing.Exclusive, DatabaseSharing.Exclusive)]
    [InlineData(DatabaseSharing.Exclusive, DatabaseSharing.Shared)]
    [InlineData(DatabaseSharing.Shared, DatabaseSharing.Exclusive)]
    public async Task Open_TheyDoNotGoTogether_SecondIsRefusedUntilTheFirstIsGone(DatabaseSharing first, DatabaseSharing second)
    {
        var database = await OpenAsync(first);
        var exception = await Assert.ThrowsAsync<DatabaseInUseException>(() => OpenAsync(second));
        Assert.Contains($"The database {Name} on {Server.Folder} is in use by \"Sample Service\"", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);

        await database.DisposeAsync();
        await OpenAsync(second);
    }

    [StoreFact]
    public async Task Open_Shared_ManyGoTogetherAndNoneIsOwner()
    {
        var first = await OpenAsync();
        var second = await OpenAsync();
        Assert.True(await ScalarAsync<long>(SharedHolders) >= 2);
        Assert.Null(first.Epoch);
        Assert.NotNull(await new SampleStore(second).FindAsync((await StoreSampleAsync(first)).Sample, default));
    }

    [StoreFact]
    public async Task Exclusive_LockLost_IsReacquiredInANewEpoch()
    {
        var logger = new ListLogger();
        var database = await OpenAsync(DatabaseSharing.Exclusive, logger);
        var epoch = database.Epoch;
        Assert.NotNull(epoch);
        await StoreSampleAsync(database);

        await ExecuteAsync($"SELECT pg_terminate_backend(({LockHolders}))");

        await UntilAsync(() => Task.FromResult(database.Epoch is { } now && now != epoch));
        await StoreSampleAsync(database);
        Assert.Equal((1, 1), (logger.Count(3202), logger.Count(3203)));
    }

    [StoreFact]
    public async Task Exclusive_LockLostToAnother_RefusesEverything()
    {
        var database = await OpenAsync(DatabaseSharing.Exclusive);
        var sample = await StoreSampleAsync(database);
        await using var other = await ConnectAsync();

        // The other waits in line for the lock, so it has it before the first can take it again.
        await using var command = new Npgsql.NpgsqlCommand(
            LockSql.TryAcquireExclusive.Replace("pg_try_advisory_lock", "pg_advisory_lock", StringComparison.Ordinal), other);
        var taken = command.ExecuteNonQueryAsync();
        await WaitUntilBlockedAsync();
        await ExecuteAsync($"SELECT pg_terminate_backend(({LockHolders}))");
        await taken;
        await UntilAsync(() => Task.FromResult(database.Epoch is null));

        Assert.Null(database.Epoch);
        var exception = await Assert.ThrowsAsync<ServiceException>(
            async () => await new SampleStore(database).FindAsync(sample.Sample, default));
        Assert.Equal(ErrorKind.StorageFailure, exception.Kind);
        await Assert.ThrowsAsync<ServiceException>(() => StoreSampleAsync(database));

        await other.CloseAsync();
        await UntilAsync(() => Task.FromResult(database.Epoch is not null));
        await StoreSampleAsync(database);
    }

    [StoreFact]
    public async Task Exclusive_FormerHolderStillConnected_NobodyElseGetsIt()
    {
        await using var former = await ConnectAsync();
        await RunAsync(former, LockSql.ShareConnection);
        await Assert.ThrowsAsync<DatabaseInUseException>(() => OpenAsync(DatabaseSharing.Exclusive));
        await former.CloseAsync();
        await OpenAsync(DatabaseSharing.Exclusive);
    }

    [StoreFact]
    public async Task Shared_LockLost_GoesOn()
    {
        var logger = new ListLogger();
        var database = await OpenAsync(logger: logger);
        await ExecuteAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}' AND pid <> pg_backend_pid()");
        await StoreSampleAsync(database);
        await UntilAsync(() => Task.FromResult(logger.Count(3203) == 1));
    }

    [StoreFact]
    public async Task Exclusive_LockReleasedInItsSession_IsReacquiredInANewEpoch()
    {
        var logger = new ListLogger();
        await using var held = await TakeAsync(logger);
        await RunAsync(held.Connection, "SELECT pg_advisory_unlock_all()");

        held.Watch();

        await UntilAsync(() => Task.FromResult(held.Epoch == 1));
        Assert.Equal((1, 1), (logger.Count(3202), logger.Count(3203)));
        Assert.Equal(1, await ScalarAsync<long>($"SELECT count(*) FROM ({LockHolders}) AS holders"));
    }

    [StoreFact]
    public async Task Watch_HandlerOfTheLossFails_LockIsReacquired()
    {
        var logger = new ListLogger();
        await using var held = await TakeAsync(logger);
        held.Lost += static () => throw new InvalidOperationException("of a handler");
        await RunAsync(held.Connection, "SELECT pg_advisory_unlock_all()");

        held.Watch();

        await UntilAsync(() => Task.FromResult(held.Epoch == 1));
        Assert.Equal((1, 1), (logger.Count(3205), logger.Count(3203)));
    }

    [StoreFact]
    public async Task Watch_ServerRefusesConnections_LockIsReacquiredOnceItTakesThem()
    {
        var logger = new ListLogger();
        await using var held = await TakeAsync(logger);
        held.Watch();
        await Server.ExecuteAsync($"ALTER DATABASE \"{Name}\" ALLOW_CONNECTIONS false");
        await Server.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}'");

        await UntilAsync(() => Task.FromResult(logger.Count(3204) > 1));
        Assert.Null(held.Epoch);
        await Server.ExecuteAsync($"ALTER DATABASE \"{Name}\" ALLOW_CONNECTIONS true");

        await UntilAsync(() => Task.FromResult(held.Epoch == 1));
    }

    private async Task<PostgreSqlLock> TakeAsync(ListLogger logger) => await PostgreSqlLock.TakeAsync(
        ConnectionPool.BuildForLock(ConnectionStrings.ForPool(await PostgresStores.OptionsAsync(Name))),
        DatabaseSharing.Exclusive, isWritten: true, logger, default);
}
