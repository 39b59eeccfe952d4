using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Storage.Sql;
using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

/// <summary>Databases for the tests.</summary>
internal static class SqliteStores
{
    /// <summary>Opens a database in a folder.</summary>
    public static SqliteDatabase Open(TemporaryFolder folder, TimeProvider? clock = null) =>
        Open(new SqliteDatabaseOptions { Path = folder.Database }, clock);

    /// <summary>Opens a database.</summary>
    public static SqliteDatabase Open(SqliteDatabaseOptions options, TimeProvider? clock = null) =>
        SqliteDatabase.Open(options, clock ?? new SteppedClock(), NullLogger<SqliteDatabase>.Instance);

    /// <summary>Stores over a database of their own.</summary>
    public static Stores Fresh(TimeProvider clock, out SqliteDatabase database)
    {
        var folder = new TemporaryFolder();
        var opened = database = Open(folder, clock);
        return new Stores(new SampleStore(opened), new LinkStore(opened), async () =>
        {
            await opened.DisposeAsync();
            folder.Dispose();
        });
    }

    /// <summary>A store of grain states over a database of its own.</summary>
    public static GrainStateDatabase FreshGrainStates(TimeProvider clock)
    {
        var folder = new TemporaryFolder();
        var opened = Open(folder, clock);
        return new GrainStateDatabase(
            new GrainStateStore(opened),
            sql => opened.ReadAsync(session => session.Prepare(sql).ReadString(), default),
            async () =>
            {
                await opened.DisposeAsync();
                folder.Dispose();
            });
    }

    /// <summary>Stores of the stand-alone upstream over a database of their own.</summary>
    public static StandaloneStores FreshStandalone()
    {
        var folder = new TemporaryFolder();
        var opened = Open(folder);
        return new StandaloneStores(new AccountStore(opened), new WorkspaceStore(opened), async () =>
        {
            await opened.DisposeAsync();
            folder.Dispose();
        });
    }
}
