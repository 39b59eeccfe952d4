using SampleService.Storage.Tests.Growth;
using SampleService.Testing.Postgres;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>A PostgreSQL database that has grown, which the tests of a class share.</summary>
public sealed class GrownPostgres : IAsyncLifetime
{
    internal string Name { get; private set; } = null!;

    internal PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.SkipReason is not null)
            return;
        Server = await PostgresServer.SharedAsync();
        Name = await PostgresStores.CreateDatabaseAsync();
        await GrowthData.FillPostgreSqlAsync(Server.SingleConnectionString(Name), GrowthData.Samples);
    }

    public async Task DisposeAsync()
    {
        if (Server is not null)
            await Server.DropDatabaseAsync(Name);
    }
}
