using SampleService.Storage.Tests.Specifications;
using SampleService.Testing.Postgres;

namespace SampleService.Storage.Tests.PostgreSql;

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
