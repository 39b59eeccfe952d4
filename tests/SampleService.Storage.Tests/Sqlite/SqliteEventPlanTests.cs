using SampleService.Storage.Sql;
using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

public sealed class SqliteEventPlanTests : EventPlanSpecification, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteEventPlanTests() => _database = SqliteStores.Open(_folder);

    private protected override SqlDialect Dialect => SqlDialect.Sqlite;

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    private protected override async Task<string> ExplainAsync(string statement) => string.Join('\n', await _database.ReadAsync(
        session => session.Prepare($"EXPLAIN QUERY PLAN {statement}").ReadAll(static row => row.GetString(3)), default));
}
