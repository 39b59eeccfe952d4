using SampleService.Domain;
using SampleService.Storage.Sql;
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

public sealed class SqliteEventStoreTests : EventStoreSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteEventSenderTests : EventSenderSpecification
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

public sealed class SqliteOperationTests : OperationSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteErasureTests : ErasureSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteWithdrawalTests : WithdrawalSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteOwnershipTests : OwnershipSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteOwnershipRaceTests : OwnershipRaceSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteIdentifierTests : IdentifierSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteRelationTests : RelationSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteRequestTests : RequestSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteOperationPropertyTests : OperationPropertySpecification
{
    private SqliteDatabase? _database;

    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _database));

    protected override async Task CheckCountersAsync() =>
        Assert.Equal(0, await _database!.ReadAsync(session => session.Prepare(WrongCounters).ReadInt64(), default));
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

public sealed class SqliteSessionPlanTests : SessionPlanSpecification, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteSessionPlanTests() => _database = SqliteStores.Open(_folder);

    private protected override SqlDialect Dialect => SqlDialect.Sqlite;

    private protected override string Keys => "'[\"s/1\", \"s/2\"]'";

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    private protected override async Task<string> ExplainAsync(string statement) => string.Join('\n', await _database.ReadAsync(
        session => session.Prepare($"EXPLAIN QUERY PLAN {statement}").ReadAll(static row => row.GetString(3)), default));
}

public sealed class SqlitePlatformStateTests : PlatformStateSpecification
{
    protected override ValueTask<PlatformStateDatabase> OpenAsync(TimeProvider clock) => new(SqliteStores.FreshPlatformStates(clock));
}

public sealed class SqliteUserGroupTests : UserGroupSpecification
{
    protected override string False => "0";

    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteWebhookTests : WebhookSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteVocabularyTests : VocabularySpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteTemplateTests : TemplateSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteServiceKeyTests : ServiceKeySpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteAccessTests : AccessSpecification
{
    private SqliteDatabase? _database;

    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _database));

    protected override Task ForgetOrdinalAsync(SampleId id) => _database!.WriteAsync(
        session => session.Prepare("UPDATE samples SET ordinal = NULL WHERE id = @id").Bind("@id", id.Value).Execute(), default).AsTask();
}

public sealed class SqliteSearchStoreTests : SearchStoreSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteSearchPostingTests : SearchPostingSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteSearchIndexTests : SearchIndexSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteHistoryStateTests : HistoryStateSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteHistoryListTests : HistoryListSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _));
}

public sealed class SqliteBackfillTests : BackfillSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => new(SqliteStores.Fresh(clock, out _, path =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var session = SqliteSession.OpenWriter(path);
        var target = new MigrationTarget(session);
        foreach (var script in MigrationScripts.Embedded("db/sqlite/").TakeWhile(script => script.Name != "0007_search.sql"))
            target.Apply(script, Clock.Now);
        session.ExecuteScript(Fill("0"));
        session.Close();
    }));
}
