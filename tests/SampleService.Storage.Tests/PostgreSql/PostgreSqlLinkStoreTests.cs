using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

[NeedsPostgres]
public sealed class PostgreSqlLinkStoreTests : LinkStoreSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}
