using Microsoft.Data.Sqlite;
using SampleService.Domain;
using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

/// <summary>Starts on files of which something is missing, or which are somebody else's.</summary>
public sealed class SqliteRemainsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>As a process leaves it that was killed: with a log that has data.</summary>
    private string Crashed => Path.Combine(_folder.Path, "crashed", "samples.db");

    private string Log => Crashed + "-wal";

    private string Mark => Crashed + ".head";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_LogWithoutItsDatabase_IsRefusedAndNothingIsTouched(bool isEmptyFileThere)
    {
        await CrashAsync();
        File.Delete(Crashed);
        if (isEmptyFileThere)
            File.Create(Crashed).Dispose();
        var before = Snapshot();

        var refusal = Assert.Throws<DatabaseFilesException>(() => Open());

        Assert.Contains(Log, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task Open_DatabaseIsGoneWithItsLog_IsRefusedAndNothingIsTouched()
    {
        await CrashAsync();
        File.Delete(Crashed);
        File.Delete(Log);
        var before = Snapshot();

        Assert.Contains(Mark, Assert.Throws<DatabaseFilesException>(() => Open()).Message, StringComparison.Ordinal);

        Assert.Equal(before, Snapshot());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_LogWasCutShort_IsRefusedUntilTheMarkIsRemoved(bool isAllGone)
    {
        await CrashAsync();
        // A few bytes are enough: without its last page a commit does not count.
        using (var log = File.OpenWrite(Log))
            log.SetLength(isAllGone ? 0 : log.Length - 5);

        Assert.Contains(Mark, Assert.Throws<DatabaseFilesException>(() => Open()).Message, StringComparison.Ordinal);
        Assert.Throws<DatabaseFilesException>(() => Open());

        File.Delete(Mark);
        await Open().DisposeAsync();
    }

    [Fact]
    public async Task Open_OlderCopy_IsRefused()
    {
        await using (var database = SqliteStores.Open(_folder))
            await new SampleStore(database).CreateAsync(Make.Sample(), default);
        File.Copy(_folder.Database, _folder.Database + ".old");
        await using (var database = SqliteStores.Open(_folder))
            await new SampleStore(database).CreateAsync(Make.Sample(), default);
        File.Move(_folder.Database + ".old", _folder.Database, overwrite: true);

        var refusal = Assert.Throws<DatabaseFilesException>(() => SqliteStores.Open(_folder));

        Assert.Contains("lacks 1 of 2 rows", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-5\n")]
    [InlineData("0000000000000000001\n")]
    public async Task Open_MarkThatIsBehindOrBroken_IsReplaced(string text)
    {
        await CrashAsync();
        File.WriteAllText(Mark, text);

        await Open().DisposeAsync();

        Assert.Equal("0000000000000000003\n", File.ReadAllText(Mark));
    }

    [Fact]
    public async Task Open_CrashedFilesAsTheyAre_HaveAllThatWasAcknowledged()
    {
        var samples = await CrashAsync();

        await using var database = Open();

        foreach (var sample in samples)
            Assert.NotNull(await new SampleStore(database).FindAsync(sample, default));
    }

    [Theory]
    [InlineData("CREATE TABLE notes (text)", "notes")]
    [InlineData("CREATE TABLE schema_migrations (version TEXT NOT NULL PRIMARY KEY)", "schema_migrations")]
    public void Open_DatabaseOfAnotherApplication_IsCalledThatAndLeftAlone(string script, string table)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Database)!);
        using (var other = new SqliteConnection($"Data Source={_folder.Database};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = script;
            command.ExecuteNonQuery();
        }

        var before = File.ReadAllBytes(_folder.Database);

        var refusal = Assert.Throws<DatabaseFilesException>(() => SqliteStores.Open(_folder));

        Assert.Contains($"another application: it has a table {table}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.Database));
        Assert.False(File.Exists(_folder.Database + "-wal"));
    }

    [Fact]
    public async Task Open_NewFolder_IsForItsOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await SqliteStores.Open(_folder).DisposeAsync();

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(_folder.Database)!));
    }

    private SqliteDatabase Open() => SqliteStores.Open(new SqliteDatabaseOptions { Path = Crashed });

    /// <summary>Copies what a process has on disk that has just acknowledged three samples; gives those.</summary>
    private async Task<List<SampleId>> CrashAsync()
    {
        var samples = new List<SampleId>();
        Directory.CreateDirectory(Path.GetDirectoryName(Crashed)!);
        await using var database = SqliteStores.Open(_folder);
        // A reader of the state before keeps what follows in the log.
        using var reader = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        reader.Open();
        using var before = reader.BeginTransaction(deferred: true);
        using (var command = reader.CreateCommand())
        {
            command.CommandText = "SELECT count(*) FROM samples";
            command.ExecuteScalar();
        }

        for (var i = 0; i < 3; i++)
        {
            var sample = Make.Sample();
            await new SampleStore(database).CreateAsync(sample, default);
            samples.Add(sample.Id);
        }

        File.Copy(_folder.Database, Crashed);
        File.Copy(_folder.Database + "-wal", Log);
        File.Copy(_folder.Database + ".head", Mark);
        return samples;
    }

    private List<string> Snapshot() =>
        [.. Directory.GetFiles(Path.GetDirectoryName(Crashed)!).Order(StringComparer.Ordinal).Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}")];
}
