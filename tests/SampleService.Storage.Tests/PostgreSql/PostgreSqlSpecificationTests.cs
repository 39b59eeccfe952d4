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
public sealed class PostgreSqlGrainStateStoreTests : GrainStateStoreSpecification
{
    protected override ValueTask<GrainStateDatabase> OpenAsync(TimeProvider clock) => PostgresStores.FreshGrainStatesAsync(clock);
}
