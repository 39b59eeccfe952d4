using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

[NeedsPostgres]
public sealed class PostgreSqlSaveTests : SaveSpecification
{
    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);
}
