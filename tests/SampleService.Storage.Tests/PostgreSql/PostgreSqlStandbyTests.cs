using Npgsql;
using SampleService.Domain;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;
using SampleService.Testing.Postgres;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>A primary and a standby that follows it by streaming.</summary>
[NeedsPostgres]
public sealed class PostgreSqlStandbyTests : IAsyncLifetime
{
    private const string Name = "postgres";

    private readonly ListLogger _logger = new();
    private PostgresServer _primary = null!;
    private PostgresServer _standby = null!;

    public async Task InitializeAsync()
    {
        _primary = await PostgresServer.StartAsync();
        await PostgresStores.MigrateAsync(new PostgreSqlDatabaseOptions { ConnectionString = _primary.ConnectionString() });
        _standby = await _primary.StartStandbyAsync();
    }

    public async Task DisposeAsync()
    {
        await _standby.DisposeAsync();
        await _primary.DisposeAsync();
    }

    [StoreTheory]
    [InlineData(DatabaseSharing.Shared)]
    [InlineData(DatabaseSharing.Exclusive)]
    public async Task Open_Standby_IsRefusedBeforeALockIsTaken(DatabaseSharing sharing)
    {
        var exception = await Assert.ThrowsAsync<UnsuitableServerException>(() => OpenAsync(sharing, _standby));
        Assert.Equal((ServerFault.Standby, "The server is a standby, which only reads."), (exception.Fault, exception.Message));
    }

    [StoreFact]
    public async Task Open_NoneOfSeveralIsAPrimary_IsRefusedAsAStandby()
    {
        var exception = await Assert.ThrowsAsync<UnsuitableServerException>(
            () => OpenAsync(DatabaseSharing.Shared, _standby, _standby));
        Assert.Equal(ServerFault.Standby, exception.Fault);
    }

    [StoreTheory]
    [InlineData(DatabaseSharing.Shared, false)]
    [InlineData(DatabaseSharing.Shared, true)]
    [InlineData(DatabaseSharing.Exclusive, false)]
    [InlineData(DatabaseSharing.Exclusive, true)]
    public async Task Open_SeveralHosts_UsesThePrimaryAlone(DatabaseSharing sharing, bool isBalanced)
    {
        await _standby.ExecuteAsync("SELECT pg_wal_replay_pause()");
        await using var database = await OpenAsync(sharing, isBalanced, _standby, _primary);
        for (var i = 0; i < 8; i++)
        {
            var id = await PostgresTest.StoreSampleAsync(database);
            // Several at once, so that there are several connections.
            var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(
                _ => new SampleStore(database).FindAsync(id.Sample, default).AsTask()));
            Assert.All(found, Assert.NotNull);
        }
    }

    [StoreTheory]
    [InlineData(DatabaseSharing.Shared)]
    [InlineData(DatabaseSharing.Exclusive)]
    public async Task Calls_PrimaryIsReplacedByItsStandby_GoOnThere(DatabaseSharing sharing)
    {
        await using var database = await OpenAsync(sharing, _primary, _standby);
        var id = await PostgresTest.StoreSampleAsync(database);
        await PostgresTest.UntilAsync(() => _standby.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM samples)"));
        await _primary.StopImmediatelyAsync();
        await AssertFailsAsync(database);
        Assert.False(await IsReadyAsync(database));

        await _standby.PromoteAsync();

        await PostgresTest.UntilAsync(() => IsReadyAsync(database));
        Assert.NotNull(await new SampleStore(database).FindAsync(id.Sample, default));
        await PostgresTest.StoreSampleAsync(database);
        Assert.Equal(2, await _standby.ScalarAsync<long>("SELECT count(*) FROM samples"));
    }

    [StoreTheory]
    [InlineData(DatabaseSharing.Shared)]
    [InlineData(DatabaseSharing.Exclusive)]
    public async Task Calls_PrimaryIsDemotedInPlace_FailUntilItIsOneAgain(DatabaseSharing sharing)
    {
        await using var database = await OpenAsync(sharing, _primary);
        var id = await PostgresTest.StoreSampleAsync(database);
        Assert.True(await IsReadyAsync(database));

        await _primary.DemoteAsync();

        await AssertFailsAsync(database);
        Assert.False(await IsReadyAsync(database));
        Assert.Null(database.Epoch);
        await _primary.PromoteAsync();
        await PostgresTest.UntilAsync(() => IsReadyAsync(database));
        Assert.NotNull(await new SampleStore(database).FindAsync(id.Sample, default));
        await PostgresTest.StoreSampleAsync(database);
    }

    private static async Task AssertFailsAsync(PostgreSqlDatabase database)
    {
        var exception = await Assert.ThrowsAsync<ServiceException>(
            async () => await new SampleStore(database).FindAsync(SampleId.New(TimeProvider.System), default));
        Assert.Equal(ErrorKind.StorageFailure, exception.Kind);
    }

    private static async Task<bool> IsReadyAsync(PostgreSqlDatabase database)
    {
        try
        {
            await database.ProbeAsync(default);
            return true;
        }
        catch (ServiceException)
        {
            return false;
        }
    }

    private Task<PostgreSqlDatabase> OpenAsync(DatabaseSharing sharing, params PostgresServer[] servers) =>
        OpenAsync(sharing, isBalanced: false, servers);

    private Task<PostgreSqlDatabase> OpenAsync(DatabaseSharing sharing, bool isBalanced, params PostgresServer[] servers)
    {
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = string.Join(',', servers.Select(server => server.Folder)),
            Username = "postgres",
            Database = Name,
            HostRecheckSeconds = 1,
        };
        if (isBalanced)
            connection.LoadBalanceHosts = true;
        return PostgreSqlDatabase.OpenAsync(
            new PostgreSqlDatabaseOptions { ConnectionString = connection.ConnectionString, Sharing = sharing, MinConnections = 0 },
            null, _logger, default);
    }
}
