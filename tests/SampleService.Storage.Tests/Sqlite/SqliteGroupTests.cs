using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

public sealed class SqliteGroupTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ListLogger _logger = new();
    private SqliteDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = SqliteDatabase.Open(
            new SqliteDatabaseOptions { Path = _folder.Database, QueueCapacity = 4 }, new SteppedClock(), _logger);
        await _database.WriteAsync(
            session => session.Prepare("CREATE TABLE names (name TEXT NOT NULL PRIMARY KEY) STRICT").Execute(), default);
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Write_OneOfAGroupThrows_OthersAreStored()
    {
        var held = await HeldWriter.StartAsync(_database);
        var before = InsertAsync("before");
        var failing = _database.WriteAsync<int>(
            session =>
            {
                Insert(session, "undone");
                throw new FormatException("mine");
            },
            default).AsTask();
        var after = InsertAsync("after");
        await held.ReleaseAsync();

        await Task.WhenAll(before, after);
        Assert.Equal("mine", (await Assert.ThrowsAsync<FormatException>(() => failing)).Message);
        Assert.Equal(["after", "before"], await NamesAsync());
        Assert.Empty(_logger.Lines);
    }

    [Fact]
    public async Task Write_OneOfAGroupBreaksAConstraint_OthersAreStored()
    {
        var held = await HeldWriter.StartAsync(_database);
        var before = InsertAsync("one");
        var failing = InsertAsync("one");
        var after = InsertAsync("two");
        await held.ReleaseAsync();

        await Task.WhenAll(before, after);
        var exception = await Assert.ThrowsAsync<ServiceException>(() => failing);
        Assert.Equal((ErrorKind.StorageFailure, "Connection to database failed"), (exception.Kind, exception.Detail));
        Assert.Equal(["one", "two"], await NamesAsync());
        Assert.Equal((3100, LogLevel.Error), Assert.Single(_logger.Lines) is var line ? (line.Id, line.Level) : default);
    }

    [Fact]
    public async Task WriteRepeatable_OneOfAGroupThrows_OthersAreStored()
    {
        var runs = 0;
        var held = await HeldWriter.StartAsync(_database);
        var before = InsertRepeatablyAsync("before");
        var failing = _database.WriteRepeatableAsync<int>(
            session =>
            {
                runs++;
                Insert(session, "undone");
                throw new FormatException("mine");
            },
            default).AsTask();
        var after = InsertRepeatablyAsync("after");
        await held.ReleaseAsync();

        await Task.WhenAll(before, after);
        Assert.Equal("mine", (await Assert.ThrowsAsync<FormatException>(() => failing)).Message);
        Assert.Equal(["after", "before"], await NamesAsync());
        Assert.Equal(2, runs);
        Assert.Empty(_logger.Lines);
    }

    [Fact]
    public async Task WriteRepeatable_OneOfAGroupBreaksAConstraint_OthersAreStored()
    {
        var held = await HeldWriter.StartAsync(_database);
        var before = InsertRepeatablyAsync("one");
        var failing = InsertRepeatablyAsync("one");
        var after = InsertRepeatablyAsync("two");
        await held.ReleaseAsync();

        await Task.WhenAll(before, after);
        Assert.Equal(ErrorKind.StorageFailure, (await Assert.ThrowsAsync<ServiceException>(() => failing)).Kind);
        Assert.Equal(["one", "two"], await NamesAsync());
        Assert.Equal(3100, Assert.Single(_logger.Lines).Id);
    }

    [Fact]
    public async Task WriteRepeatable_BesideOthers_AllAreStoredInTheirOrder()
    {
        var held = await HeldWriter.StartAsync(_database);
        Task<int>[] writes = [InsertRepeatablyAsync("d"), InsertRepeatablyAsync("c"), InsertAsync("b"), InsertRepeatablyAsync("a")];
        await held.ReleaseAsync();

        await Task.WhenAll(writes);
        Assert.Equal(["d", "c", "b", "a"], await NamesAsync("rowid"));
    }

    [Fact]
    public async Task Write_CommitFails_WholeGroupFails()
    {
        var held = await HeldWriter.StartAsync(_database);
        var before = InsertAsync("before");
        var orphan = _database.WriteAsync(
            session =>
            {
                session.Prepare("PRAGMA defer_foreign_keys = ON").Execute();
                return session.Prepare("INSERT INTO sample_acls (sample_id, user_name, level) VALUES ('nobody', 'x', 'read')").Execute();
            },
            default).AsTask();
        var after = InsertAsync("after");
        await Assert.ThrowsAsync<ServiceException>(async () =>
        {
            await held.ReleaseAsync();
            await orphan;
        });

        foreach (var write in (Task[])[before, orphan, after])
            Assert.Equal(ErrorKind.StorageFailure, (await Assert.ThrowsAsync<ServiceException>(() => write)).Kind);
        Assert.Empty(await NamesAsync());
        Assert.Equal(3101, Assert.Single(_logger.Lines).Id);

        await InsertAsync("later");
        Assert.Equal(["later"], await NamesAsync());
    }

    [Fact]
    public async Task Write_DatabaseIsFull_WhatWasAcknowledgedIsThereAndNothingElse()
    {
        var held = await HeldWriter.StartAsync(_database);
        var before = InsertAsync("before");
        var failing = _database.WriteAsync(
            session =>
            {
                var pages = session.Prepare("PRAGMA page_count").ReadInt64();
                session.ExecuteScript($"PRAGMA max_page_count = {pages + 2}");
                Insert(session, new string('x', 100_000));
                return 0;
            },
            default).AsTask();
        var after = InsertAsync("after");
        await held.ReleaseAsync();

        await Assert.ThrowsAsync<ServiceException>(() => failing);
        await Task.WhenAll(before, after).ContinueWith(_ => { }, TaskScheduler.Default);
        List<string> acknowledged = [];
        if (after.IsCompletedSuccessfully)
            acknowledged.Add("after");
        if (before.IsCompletedSuccessfully)
            acknowledged.Add("before");
        Assert.Equal(acknowledged, await NamesAsync());

        await _database.WriteAsync(
            session => session.Prepare("PRAGMA max_page_count = 1000000").ReadInt64(), default);
        await InsertAsync(new string('y', 100_000));
    }

    [Fact]
    public async Task AreWritesFailing_FullDisk_FromTheFirstRefusedWriteToTheNextStoredOne()
    {
        Assert.False(_database.AreWritesFailing);
        await LimitPagesAsync("page_count");
        await Assert.ThrowsAsync<ServiceException>(() => InsertAsync(new string('x', 100_000)));
        Assert.True(_database.AreWritesFailing);

        // What changes nothing, as a write that is refused for its caller's sake, tells nothing.
        await _database.WriteAsync(session => session.Prepare("DELETE FROM names WHERE name = 'none'").Execute(), default);
        Assert.True(_database.AreWritesFailing);

        await LimitPagesAsync("1000000");
        await InsertAsync("stored");
        Assert.False(_database.AreWritesFailing);
    }

    [Fact]
    public async Task ProbeWrite_ThereIsRoomAgain_EndsTheFailure()
    {
        await LimitPagesAsync("page_count");
        await Assert.ThrowsAsync<ServiceException>(() => InsertAsync(new string('x', 100_000)));

        await _database.ProbeWriteAsync(default);

        Assert.False(_database.AreWritesFailing);
    }

    [Fact]
    public async Task AreWritesFailing_PageIsDamaged_UntilTheNextStart()
    {
        var page = await _database.ReadAsync(
            session => session.Prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'names'").ReadInt64()!.Value, default);
        await _database.DisposeAsync();
        await using (var file = File.OpenWrite(_folder.Database))
        {
            file.Seek((page - 1) * 4096, SeekOrigin.Begin);
            file.Write(Enumerable.Repeat((byte)'x', 4096).ToArray());
        }

        _database = SqliteStores.Open(_folder);
        Assert.False(_database.AreWritesFailing);
        await Assert.ThrowsAsync<ServiceException>(() => InsertAsync("one"));
        await _database.WriteAsync(
            session => session.Prepare("INSERT INTO accounts (name, display_name, created_at) VALUES ('carol', 'Carol', 0)").Execute(), default);

        Assert.True(_database.AreWritesFailing);
        await Assert.ThrowsAsync<ServiceException>(async () => await _database.ProbeWriteAsync(default));
        await _database.ProbeAsync(default);
    }

    [Fact]
    public async Task AreWritesFailing_ConstraintIsBroken_IsNoFailureOfTheDatabase()
    {
        await InsertAsync("one");
        await Assert.ThrowsAsync<ServiceException>(() => InsertAsync("one"));

        Assert.False(_database.AreWritesFailing);
    }

    [Fact]
    public async Task Write_CancelledBeforeItsTurn_IsDropped()
    {
        using var cancellation = new CancellationTokenSource();
        var held = await HeldWriter.StartAsync(_database);
        var dropped = _database.WriteAsync(session => Insert(session, "dropped"), cancellation.Token).AsTask();
        var kept = InsertAsync("kept");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dropped);
        await held.ReleaseAsync();
        await kept;
        Assert.Equal(["kept"], await NamesAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _database.WriteAsync(session => Insert(session, "late"), cancellation.Token));
    }

    [Fact]
    public async Task Write_CancelledAfterItBegan_Completes()
    {
        using var cancellation = new CancellationTokenSource();
        var changed = await _database.WriteAsync(
            session =>
            {
                cancellation.Cancel();
                return Insert(session, "done");
            },
            cancellation.Token);
        Assert.Equal(1, changed);
        Assert.Equal(["done"], await NamesAsync());
    }

    [Fact]
    public async Task Write_QueueIsFull_WaitsForRoom()
    {
        using var cancellation = new CancellationTokenSource();
        var held = await HeldWriter.StartAsync(_database);
        var queued = Enumerable.Range(0, 20).Select(i => InsertAsync($"{i:00}")).ToList();
        var waiting = _database.WriteAsync(session => Insert(session, "dropped"), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await held.ReleaseAsync();
        await Task.WhenAll(queued);
        Assert.Equal(20, (await NamesAsync()).Count);
    }

    [Fact]
    public async Task Dispose_QueuedWrites_AreStoredAndLaterOnesRefused()
    {
        var held = await HeldWriter.StartAsync(_database);
        var queued = InsertAsync("queued");
        var disposal = _database.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => InsertAsync("late"));
        await held.ReleaseAsync();
        await disposal;
        await queued;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => NamesAsync());

        _database = SqliteStores.Open(_folder);
        Assert.Equal(["queued"], await NamesAsync());
    }

    [Fact]
    public async Task Read_WhileAWriteIsOpen_SeesWhatWasCommitted()
    {
        await InsertAsync("first");
        var held = await HeldWriter.StartAsync(_database);
        var second = InsertAsync("second");
        Assert.Equal(["first"], await NamesAsync());
        await held.ReleaseAsync();
        await second;
        Assert.Equal(["first", "second"], await NamesAsync());
    }

    [Fact]
    public async Task Read_TriesToWrite_Fails()
    {
        var exception = await Assert.ThrowsAsync<ServiceException>(
            async () => await _database.ReadAsync(session => Insert(session, "x"), default));
        Assert.Equal(ErrorKind.StorageFailure, exception.Kind);
        Assert.Empty(await NamesAsync());
    }

    /// <summary>Lets the database have no more pages than this.</summary>
    private async Task LimitPagesAsync(string pages) => await _database.WriteAsync(
        session =>
        {
            var number = pages == "page_count" ? session.Prepare("PRAGMA page_count").ReadInt64() : long.Parse(pages, System.Globalization.CultureInfo.InvariantCulture);
            session.ExecuteScript($"PRAGMA max_page_count = {number}");
            return 0;
        },
        default);

    private Task<int> InsertAsync(string name) => _database.WriteAsync(session => Insert(session, name), default).AsTask();

    private Task<int> InsertRepeatablyAsync(string name) => _database.WriteRepeatableAsync(session => Insert(session, name), default).AsTask();

    private static int Insert(SqliteSession session, string name) =>
        session.Prepare("INSERT INTO names VALUES (@name)").Bind("@name", name).Execute();

    private Task<List<string>> NamesAsync(string order = "name") => _database.ReadAsync(
        session => session.Prepare($"SELECT name FROM names ORDER BY {order}").ReadAll(row => row.GetString(0)),
        default).AsTask();
}
