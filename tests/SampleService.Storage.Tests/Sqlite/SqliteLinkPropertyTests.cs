using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

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
