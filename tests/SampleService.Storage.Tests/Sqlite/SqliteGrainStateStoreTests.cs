using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

public sealed class SqliteGrainStateStoreTests : GrainStateStoreSpecification
{
    protected override ValueTask<GrainStateDatabase> OpenAsync(TimeProvider clock) => new(SqliteStores.FreshGrainStates(clock));
}
