using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

public sealed class SqliteSampleStoreTests : SampleStoreSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteSaveTests : SaveSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteLinkStoreTests : LinkStoreSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteLinkQueryTests : LinkQuerySpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteLinkLimitTests : LinkLimitSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteLinkPropertyTests : LinkPropertySpecification
{
    private SqliteDatabase? _database;

    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _database));

    protected override async Task CheckCountersAsync()
    {
        const string Wrong =
            """
            SELECT (SELECT count(*) FROM object_link_counts AS c WHERE active <> (
                        SELECT count(*) FROM data_links AS l WHERE l.expired_at IS NULL
                        AND l.workspace_id = c.workspace_id AND l.object_id = c.object_id
                        AND l.object_version = c.object_version))
                 + (SELECT count(*) FROM sample_link_counts AS c WHERE active <> (
                        SELECT count(*) FROM data_links AS l WHERE l.expired_at IS NULL
                        AND l.sample_id = c.sample_id AND l.version = c.version))
            """;
        Assert.Equal(0, await _database!.ReadAsync(session => session.Prepare(Wrong).ReadInt64(), default));
    }
}

public sealed class SqliteAccountStoreTests : AccountStoreSpecification
{
    protected override ValueTask<StandaloneStores> OpenAsync() => new(SqliteStores.FreshStandalone());
}

public sealed class SqliteWorkspaceStoreTests : WorkspaceStoreSpecification
{
    protected override ValueTask<StandaloneStores> OpenAsync() => new(SqliteStores.FreshStandalone());
}

public sealed class SqliteGrainStateStoreTests : GrainStateStoreSpecification
{
    protected override ValueTask<GrainStateDatabase> OpenAsync(TimeProvider clock) => new(SqliteStores.FreshGrainStates(clock));
}
