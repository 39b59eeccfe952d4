using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

/// <summary>Files that are moved, replaced or deleted while the database is open.</summary>
public sealed class SqliteFilesTests : IAsyncLifetime
{
    private const int LostId = 3103, BackId = 3104;

    private readonly TemporaryFolder _folder = new();
    private readonly ListLogger _logger = new();
    private SqliteDatabase _database = null!;

    public enum Accident
    {
        DatabaseReplaced,
        DatabaseMoved,
        DatabaseDeleted,
        LogDeleted,
        LogReplaced,
        FolderMoved,
    }

    private string Log => _folder.Database + "-wal";

    private string Elsewhere => Path.Combine(_folder.Path, "elsewhere");

    public Task InitializeAsync()
    {
        _database = SqliteDatabase.Open(new SqliteDatabaseOptions { Path = _folder.Database }, new SteppedClock(), _logger);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Accident.DatabaseReplaced)]
    [InlineData(Accident.DatabaseMoved)]
    [InlineData(Accident.DatabaseDeleted)]
    [InlineData(Accident.LogDeleted)]
    [InlineData(Accident.LogReplaced)]
    [InlineData(Accident.FolderMoved)]
    public async Task Write_FilesAreLost_IsRefusedAndToldInOneLine(Accident accident)
    {
        await CreateAsync();
        Befall(accident);

        for (var i = 0; i < 3; i++)
            Assert.Equal(ErrorKind.StorageFailure, (await Assert.ThrowsAsync<ServiceException>(CreateAsync)).Kind);

        Assert.True(_database.AreWritesFailing);
        await Assert.ThrowsAsync<DatabaseFilesException>(async () => await _database.ProbeAsync(default));
        var line = Assert.Single(_logger.Lines);
        Assert.Equal((LostId, LogLevel.Error), (line.Id, line.Level));
        Assert.Contains(_folder.Database, line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_LinkToTheDatabaseIsTurnedElsewhere_IsRefused()
    {
        var link = Path.Combine(_folder.Path, "link.db");
        var file = Path.Combine(_folder.Path, "real.db");
        File.CreateSymbolicLink(link, file);
        await using var linked = SqliteStores.Open(new SqliteDatabaseOptions { Path = link });
        await new SampleStore(linked).CreateAsync(Make.Sample(), default);

        File.Delete(link);
        File.CreateSymbolicLink(link, _folder.Database);

        await Assert.ThrowsAsync<ServiceException>(async () => await new SampleStore(linked).CreateAsync(Make.Sample(), default));
    }

    [Fact]
    public async Task Probe_FilesAreLostAndNothingIsWritten_TellsIt()
    {
        Befall(Accident.DatabaseReplaced);

        await Assert.ThrowsAsync<DatabaseFilesException>(async () => await _database.ProbeAsync(default));

        Assert.Equal(LostId, Assert.Single(_logger.Lines).Id);
    }

    [Fact]
    public async Task Write_FileIsMovedWhileItsGroupIsUnderWay_IsNotAcknowledged()
    {
        var write = _database.WriteAsync(
            session =>
            {
                File.Move(_folder.Database, Elsewhere);
                return session.Prepare("INSERT INTO accounts VALUES ('carol', 'Carol', 0, NULL)").Execute();
            },
            default);

        Assert.Equal(ErrorKind.StorageFailure, (await Assert.ThrowsAsync<ServiceException>(async () => await write)).Kind);
    }

    [Fact]
    public async Task Write_FileIsBackInItsPlace_IsStored()
    {
        File.Move(_folder.Database, Elsewhere);
        await Assert.ThrowsAsync<ServiceException>(CreateAsync);
        File.Move(Elsewhere, _folder.Database);

        var sample = await CreateAsync();

        Assert.NotNull(await new SampleStore(_database).FindAsync(sample, default));
        Assert.False(_database.AreWritesFailing);
        Assert.Equal([LostId, BackId], _logger.Lines.Select(line => line.Id));
    }

    [Fact]
    public async Task Read_FirstAfterTheFileWasReplaced_DoesNotReadTheOther()
    {
        Befall(Accident.DatabaseReplaced);

        var refused = await Assert.ThrowsAsync<ServiceException>(
            async () => await _database.ReadAsync(session => session.Prepare("SELECT 1").ReadInt64(), default));

        Assert.Equal(ErrorKind.StorageFailure, refused.Kind);
    }

    [Theory]
    [InlineData(Accident.DatabaseMoved)]
    [InlineData(Accident.DatabaseReplaced)]
    [InlineData(Accident.LogDeleted)]
    public async Task Dispose_FilesAreLost_WhatWasAcknowledgedIsInTheFileThatWasOpen(Accident accident)
    {
        var sample = await CreateAsync();
        var kept = Path.Combine(_folder.Path, "kept.db");
        HardLink(_folder.Database, kept);
        Befall(accident);
        await Assert.ThrowsAsync<ServiceException>(CreateAsync);

        await _database.DisposeAsync();

        await using var found = SqliteStores.Open(new SqliteDatabaseOptions { Path = kept });
        Assert.NotNull(await new SampleStore(found).FindAsync(sample, default));
    }

    [Fact]
    public async Task Dispose_DatabaseAndLogWereReplaced_LeavesTheOthersAlone()
    {
        await CreateAsync();
        File.WriteAllText(_folder.Path + "/a", "another");
        File.Move(_folder.Path + "/a", _folder.Database, overwrite: true);
        File.WriteAllText(_folder.Path + "/b", "its log");
        File.Move(_folder.Path + "/b", Log, overwrite: true);

        await _database.DisposeAsync();

        Assert.Equal(("another", "its log"), (File.ReadAllText(_folder.Database), File.ReadAllText(Log)));
    }

    [Fact]
    public async Task Write_NothingMoreToDo_IsSoonInTheDatabaseFileAlone()
    {
        var sample = await CreateAsync();

        await UntilLogIsEmptyAsync();

        var copy = Path.Combine(_folder.Path, "copy.db");
        File.Copy(_folder.Database, copy);
        await using var copied = SqliteStores.Open(new SqliteDatabaseOptions { Path = copy });
        Assert.NotNull(await new SampleStore(copied).FindAsync(sample, default));
    }

    [Fact]
    public async Task Write_DatabaseWasDeleted_WhatWasAcknowledgedCanBeCopiedFromTheProcess()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var sample = await CreateAsync();
        Befall(Accident.DatabaseDeleted);
        await Assert.ThrowsAsync<ServiceException>(CreateAsync);
        await UntilLogIsEmptyAsync();

        var open = Directory.GetFiles("/proc/self/fd").First(file => new FileInfo(file).LinkTarget == _folder.Database + " (deleted)");
        var rescued = Path.Combine(_folder.Path, "rescued.db");
        await using (var from = File.OpenRead(open))
        await using (var to = File.Create(rescued))
            await from.CopyToAsync(to);

        await using var found = SqliteStores.Open(new SqliteDatabaseOptions { Path = rescued });
        Assert.NotNull(await new SampleStore(found).FindAsync(sample, default));
    }

    private async Task UntilLogIsEmptyAsync()
    {
        for (var patience = 0; new FileInfo(Log).Length > 0; patience++)
        {
            Assert.True(patience < 600, "the log was not emptied");
            await Task.Delay(50);
        }
    }

    private async Task<SampleId> CreateAsync()
    {
        var sample = Make.Sample();
        await new SampleStore(_database).CreateAsync(sample, default);
        return sample.Id;
    }

    private void Befall(Accident accident)
    {
        switch (accident)
        {
            case Accident.DatabaseReplaced:
                File.WriteAllText(Elsewhere, "another file");
                File.Move(Elsewhere, _folder.Database, overwrite: true);
                break;
            case Accident.DatabaseMoved:
                File.Move(_folder.Database, Elsewhere);
                break;
            case Accident.DatabaseDeleted:
                File.Delete(_folder.Database);
                break;
            case Accident.LogDeleted:
                File.Delete(Log);
                break;
            case Accident.LogReplaced:
                File.WriteAllText(Elsewhere, "");
                File.Move(Elsewhere, Log, overwrite: true);
                break;
            default:
                Directory.Move(Path.GetDirectoryName(_folder.Database)!, Elsewhere);
                break;
        }
    }

    private static void HardLink(string path, string link)
    {
        using var run = System.Diagnostics.Process.Start("ln", [path, link]);
        run.WaitForExit();
        Assert.Equal(0, run.ExitCode);
    }
}
