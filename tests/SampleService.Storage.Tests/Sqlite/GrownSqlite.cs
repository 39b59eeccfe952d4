using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Growth;

namespace SampleService.Storage.Tests.Sqlite;

/// <summary>
/// A SQLite database that has grown, which the tests of a class share: as it is, when it plans by rule, and after
/// somebody had it take stock, when it plans by what it counted.
/// </summary>
public sealed class GrownSqlite : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal SqliteDatabase Plain { get; private set; } = null!;

    internal SqliteDatabase Analyzed { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var counted = Path.Combine(_folder.Path, "counted.db");
        await SqliteStores.Open(_folder).DisposeAsync();
        await GrowthData.FillSqliteAsync(_folder.Database, GrowthData.Samples);
        File.Copy(_folder.Database, counted);
        await GrowthData.AnalyzeSqliteAsync(counted);
        Plain = SqliteStores.Open(_folder);
        Analyzed = SqliteStores.Open(new SqliteDatabaseOptions { Path = counted });
    }

    public async Task DisposeAsync()
    {
        await Plain.DisposeAsync();
        await Analyzed.DisposeAsync();
        _folder.Dispose();
    }
}
