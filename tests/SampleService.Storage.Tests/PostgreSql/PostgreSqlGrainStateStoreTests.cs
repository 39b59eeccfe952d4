using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

[NeedsPostgres]
public sealed class PostgreSqlGrainStateStoreTests : GrainStateStoreSpecification
{
    protected override ValueTask<GrainStateDatabase> OpenAsync(TimeProvider clock) => PostgresStores.FreshGrainStatesAsync(clock);
}
