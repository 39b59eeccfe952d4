using SampleService.Storage.PostgreSql;
using SampleService.Storage.Sql;
using SampleService.Storage.Tests.Specifications;
using SampleService.Testing.Postgres;

namespace SampleService.Storage.Tests.PostgreSql;

[NeedsPostgres]
public sealed class PostgreSqlEventPlanTests : EventPlanSpecification, IAsyncLifetime
{
    private string _name = null!;

    private protected override SqlDialect Dialect => SqlDialect.PostgreSql;

    public async Task InitializeAsync() => _name = await PostgresStores.CreateDatabaseAsync();

    public async Task DisposeAsync() => await (await PostgresServer.SharedAsync()).DropDatabaseAsync(_name);

    [StoreFact]
    public async Task Publish_Plan_GoesAlongTheKeyOfTheOutbox()
    {
        var plan = await ExplainAsync(OutboxSql.Publish.Replace("$1", "1000", StringComparison.Ordinal).Replace("$2", "NULL", StringComparison.Ordinal));
        Assert.Contains("outbox_pkey", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Publish_PlanForAnyNumber_IsNoScanOfATableWithManyRows()
    {
        var plan = await (await PostgresServer.SharedAsync()).ScalarAsync<string>(
            $"""
            INSERT INTO outbox (at, type) SELECT 1, 'NEW_SAMPLE' FROM generate_series(1, 5000);
            SET plan_cache_mode = force_generic_plan;
            PREPARE publish (bigint, bigint) AS {OutboxSql.Publish};
            EXPLAIN (FORMAT JSON) EXECUTE publish(1000, NULL)
            """,
            _name);
        Assert.Contains("outbox_pkey", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    /// <summary>A table without rows is read through whatever indexes it has, unless that is turned off.</summary>
    private protected override async Task<string> ExplainAsync(string statement) => await (await PostgresServer.SharedAsync())
        .ScalarAsync<string>($"SET enable_seqscan = off; EXPLAIN (FORMAT JSON) {statement}", _name);
}
