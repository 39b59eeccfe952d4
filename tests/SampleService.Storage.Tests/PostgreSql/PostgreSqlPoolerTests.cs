using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;
using SampleService.Testing.Postgres;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>PgBouncer before the server.</summary>
[NeedsPostgres]
public sealed class PostgreSqlPoolerTests : PostgresTest
{
    private const string Locks =
        """
        SELECT count(*) FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
        WHERE d.datname = current_database() AND l.locktype = 'advisory'
        """;

    [StoreTheory]
    [InlineData("transaction", DatabaseSharing.Shared)]
    [InlineData("transaction", DatabaseSharing.Exclusive)]
    [InlineData("transaction", DatabaseSharing.Shared, "server_round_robin = 1")]
    [InlineData("transaction", DatabaseSharing.Shared, "min_pool_size = 4", "server_round_robin = 1")]
    [InlineData("transaction", DatabaseSharing.Shared, "default_pool_size = 1")]
    [InlineData("transaction", DatabaseSharing.Shared, "server_reset_query_always = 1")]
    [InlineData("statement", DatabaseSharing.Shared)]
    public async Task Open_SessionsAreNotKept_IsRefusedAndLeavesNoLock(string mode, DatabaseSharing sharing, params string[] settings)
    {
        await using var pooler = await PgBouncer.StartAsync(Server, mode, settings);

        var exception = await Assert.ThrowsAsync<UnsuitableServerException>(() => OpenAsync(pooler, sharing));

        Assert.Equal(ServerFault.Pooler, exception.Fault);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.Equal(0, await ScalarAsync<long>(Locks));
    }

    [StoreTheory]
    [InlineData(DatabaseSharing.Shared)]
    [InlineData(DatabaseSharing.Exclusive)]
    public async Task Calls_SessionsAreKept_Succeed(DatabaseSharing sharing)
    {
        await using var pooler = await PgBouncer.StartAsync(Server, "session");
        await using var database = await OpenAsync(pooler, sharing);
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StoreSampleAsync(database)));
        foreach (var id in ids)
            Assert.NotNull(await new SampleStore(database).FindAsync(id.Sample, default));
    }

    [StoreTheory]
    [InlineData(DatabaseSharing.Exclusive, DatabaseSharing.Shared)]
    [InlineData(DatabaseSharing.Exclusive, DatabaseSharing.Exclusive)]
    [InlineData(DatabaseSharing.Shared, DatabaseSharing.Exclusive)]
    public async Task Open_SessionsAreKept_ThoseThatDoNotGoTogetherAreRefused(DatabaseSharing first, DatabaseSharing second)
    {
        await using var pooler = await PgBouncer.StartAsync(Server, "session");
        await using (var database = await OpenAsync(pooler, first))
        {
            await StoreSampleAsync(database);
            await Assert.ThrowsAsync<DatabaseInUseException>(() => OpenAsync(second));
            await Assert.ThrowsAsync<DatabaseInUseException>(() => OpenAsync(pooler, second));
        }

        await using var next = await OpenAsync(pooler, second);
        await StoreSampleAsync(next);
    }

    private Task<PostgreSqlDatabase> OpenAsync(PgBouncer pooler, DatabaseSharing sharing) => PostgreSqlDatabase.OpenAsync(
        new PostgreSqlDatabaseOptions { ConnectionString = pooler.ConnectionString(Name), Sharing = sharing, MinConnections = 0 },
        null, NullLogger<PostgreSqlDatabase>.Instance, default);
}
