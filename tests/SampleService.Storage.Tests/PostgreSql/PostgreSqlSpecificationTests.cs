using SampleService.Domain;
using SampleService.Storage.Sql;
using SampleService.Storage.Tests.Specifications;
using SampleService.Testing.Postgres;

namespace SampleService.Storage.Tests.PostgreSql;

[NeedsPostgres]
public sealed class PostgreSqlSampleStoreTests : SampleStoreSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlSaveTests : SaveSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlEventStoreTests : EventStoreSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlLinkStoreTests : LinkStoreSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlLinkQueryTests : LinkQuerySpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlLinkLimitTests : LinkLimitSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlOperationTests : OperationSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlErasureTests : ErasureSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlWithdrawalTests : WithdrawalSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlOwnershipTests : OwnershipSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlOwnershipRaceTests : OwnershipRaceSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlIdentifierTests : IdentifierSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlRelationTests : RelationSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlRequestTests : RequestSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlOperationPropertyTests : OperationPropertySpecification
{
    private string _name = null!;

    protected override async ValueTask<Stores> OpenAsync(TimeProvider clock)
    {
        _name = await PostgresStores.CreateDatabaseAsync();
        return await PostgresStores.FreshAsync(clock, _name);
    }

    protected override async Task CheckCountersAsync() => Assert.Equal(
        0, await (await PostgresServer.SharedAsync()).ScalarAsync<long>(WrongCounters, _name));
}

[NeedsPostgres]
public sealed class PostgreSqlLinkPropertyTests : LinkPropertySpecification
{
    private string _name = null!;

    protected override async ValueTask<Stores> OpenAsync(TimeProvider clock)
    {
        _name = await PostgresStores.CreateDatabaseAsync();
        return await PostgresStores.FreshAsync(clock, _name);
    }

    protected override async Task CheckCountersAsync() => Assert.Equal(
        0, await (await PostgresServer.SharedAsync()).ScalarAsync<long>(PostgresStores.WrongCounters, _name));
}

[NeedsPostgres]
public sealed class PostgreSqlAccountStoreTests : AccountStoreSpecification
{
    protected override ValueTask<StandaloneStores> OpenAsync() => PostgresStores.FreshStandaloneAsync();
}

[NeedsPostgres]
public sealed class PostgreSqlWorkspaceStoreTests : WorkspaceStoreSpecification
{
    protected override ValueTask<StandaloneStores> OpenAsync() => PostgresStores.FreshStandaloneAsync();
}

[NeedsPostgres]
public sealed class PostgreSqlSessionPlanTests : SessionPlanSpecification
{
    private protected override SqlDialect Dialect => SqlDialect.PostgreSql;

    private protected override string Keys => "('{s/1, s/2}'::text[])";

    /// <summary>A table without rows is read through whatever indexes it has, unless that is turned off.</summary>
    private protected override async Task<string> ExplainAsync(string statement)
    {
        var (server, database) = (await PostgresServer.SharedAsync(), await PostgresStores.CreateDatabaseAsync());
        var plan = await server.ScalarAsync<string>($"SET enable_seqscan = off; EXPLAIN (FORMAT JSON) {statement}", database);
        await server.DropDatabaseAsync(database);
        return plan;
    }
}

[NeedsPostgres]
public sealed class PostgreSqlPlatformStateTests : PlatformStateSpecification
{
    protected override ValueTask<PlatformStateDatabase> OpenAsync(TimeProvider clock) => PostgresStores.FreshPlatformStatesAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlUserGroupTests : UserGroupSpecification
{
    protected override string False => "false";

    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlWebhookTests : WebhookSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlVocabularyTests : VocabularySpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlTemplateTests : TemplateSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlServiceKeyTests : ServiceKeySpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlAccessTests : AccessSpecification
{
    private string _name = null!;

    protected override async ValueTask<Stores> OpenAsync(TimeProvider clock)
    {
        _name = await PostgresStores.CreateDatabaseAsync();
        return await PostgresStores.FreshAsync(clock, _name);
    }

    protected override async Task ForgetOrdinalAsync(SampleId id) => await (await PostgresServer.SharedAsync()).ScalarAsync<long>(
        $"WITH old AS (UPDATE samples SET ordinal = NULL WHERE id = '{id}' RETURNING 1) SELECT count(*) FROM old", _name);
}

[NeedsPostgres]
public sealed class PostgreSqlSearchStoreTests : SearchStoreSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlSearchPostingTests : SearchPostingSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlSearchIndexTests : SearchIndexSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlHistoryStateTests : HistoryStateSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlHistoryListTests : HistoryListSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}

[NeedsPostgres]
public sealed class PostgreSqlBackfillTests : BackfillSpecification
{
    [StoreFact]
    public async Task MakeIndexes_OrdinalGivenTwice_AreSeparated()
    {
        await ExecuteAsync("UPDATE samples SET ordinal = 7");
        Assert.True(await Backfill.MakeIndexesAsync(default));
        Assert.Equal(Enumerable.Range(7, OldSamples).Select(ordinal => (long)ordinal), await ReadAsync(snapshot => snapshot.ListAsync(new AllSource(), Everything, Enough, default)));
    }

    [StoreFact]
    public async Task Find_IndexesAreNotThere_Busy()
    {
        Assert.False((await Backfill.FindStateAsync(default)).AreIndexesThere);
        var refusal = await Assert.ThrowsAsync<Domain.ServiceException>(() => ListAsync(new AllSource()));
        Assert.Equal(Domain.ErrorKind.Busy, refusal.Kind);
    }

    protected override async ValueTask<Stores> OpenAsync(TimeProvider clock)
    {
        var server = await PostgresServer.SharedAsync();
        var name = await server.CreateDatabaseAsync();
        await using (var connection = new Npgsql.NpgsqlConnection(server.SingleConnectionString(name)))
        {
            await connection.OpenAsync();
            var target = new SampleService.Storage.PostgreSql.MigrationTarget(connection);
            foreach (var script in MigrationScripts.Embedded("db/postgresql/").TakeWhile(script => script.Name != "0011_search.sql"))
                target.Apply(script, Clock.Now);
        }

        await server.ExecuteAsync(Fill("false"), name);
        await PostgresStores.MigrateAsync(await PostgresStores.OptionsAsync(name));
        return await PostgresStores.FreshAsync(clock, name);
    }
}
