using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

[NeedsPostgres]
public sealed class PostgreSqlAccountStoreTests : AccountStoreSpecification
{
    protected override ValueTask<StandaloneStores> OpenAsync() => PostgresStores.FreshStandaloneAsync();
}
