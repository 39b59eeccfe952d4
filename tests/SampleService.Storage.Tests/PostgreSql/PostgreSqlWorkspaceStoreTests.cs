using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

[NeedsPostgres]
public sealed class PostgreSqlWorkspaceStoreTests : WorkspaceStoreSpecification
{
    protected override ValueTask<StandaloneStores> OpenAsync() => PostgresStores.FreshStandaloneAsync();
}
