using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage.Sql;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// A SQLite database that this process has for itself: one thread writes, a bounded number of connections read.
/// Failures of SQLite reach callers as <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/>.
/// </summary>
public sealed partial class SqliteDatabase : ISqlDatabase, IDatabaseProbe, IAsyncDisposable
{
    private const string SystemName = "sqlite";
    private const string ProbeSql = "SELECT 1 FROM samples LIMIT 1";

    private readonly string _path;
    private readonly SqliteDatabaseOptions _options;
    private readonly ILogger<SqliteDatabase> _logger;
    private readonly SqliteErrors _errors;
    private readonly Lock _gate = new();
    private Action? _written;
    private Parts? _parts;
    private int _disposed;

    /// <summary>A database that is not open yet: until <see cref="Open(Action)"/> has returned it refuses all operations.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="clock">What times that are stored come from.</param>
    /// <param name="logger">Told of failures.</param>
    public SqliteDatabase(SqliteDatabaseOptions options, TimeProvider clock, ILogger<SqliteDatabase> logger)
    {
        var path = Path.GetFullPath(options.Path);
        // SQLite keeps the log beside the file itself, and two links to one file must not have a lock each.
        _options = options with { Path = ResolveLink(path) };
        _path = path;
        Clock = clock;
        _logger = logger;
        _errors = new SqliteErrors(logger);
    }

    /// <summary>What times that are stored come from.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What was done to its schema when it was opened.</summary>
    public SchemaChange SchemaChange => Opened.SchemaChange;

    /// <summary>What refuses writes.</summary>
    internal PlatformStateFile States => Opened.States;

    /// <summary>What is known of the numbers of the search.</summary>
    internal NumberCache Numbers { get; } = new();

    internal SearchQueue SearchQueue { get; } = new();

    SqlDialect ISqlDatabase.Dialect => SqlDialect.Sqlite;

    event Action? ISqlDatabase.Written
    {
        add => _written += value;
        remove => _written -= value;
    }

    /// <exception cref="ServiceException"><see cref="ErrorKind.Starting"/>: it is not open yet.</exception>
    private Parts Opened => Volatile.Read(ref _parts) ?? throw ServiceException.Starting();

    /// <summary>The same, open.</summary>
    /// <inheritdoc cref="Open(Action)"/>
    public static SqliteDatabase Open(SqliteDatabaseOptions options, TimeProvider clock, ILogger<SqliteDatabase> logger)
    {
        var database = new SqliteDatabase(options, clock, logger);
        database.Open();
        return database;
    }

    /// <summary>Takes the lock, opens the database, making it if need be, and checks its schema or brings it up to date.</summary>
    /// <param name="migrating">Called before the schema is changed.</param>
    /// <exception cref="DatabaseInUseException">Another process, or this one, has it open.</exception>
    /// <exception cref="DatabaseFilesException">Its files do not belong together, or to this service.</exception>
    /// <exception cref="SchemaException">Its schema is not that of this program.</exception>
    /// <exception cref="ServiceException">The database failed.</exception>
    public void Open(Action? migrating = null)
    {
        DatabaseFiles.RequireNoRemains(_options.Path);
        var held = DatabaseLock.Take(_options.Path);
        SqliteSession? session = null;
        try
        {
            DatabaseLock.MakePrivate(_options.Path);
            if (DatabaseLock.IsOpenToAll(_options.Path))
                CanBeReadByOthers(_logger, _options.Path);
            session = SqliteSession.OpenWriter(_options.Path);
            var change = MigrationRunner.Run(
                new MigrationTarget(session), MigrationScripts.Embedded("db/sqlite/"), _options.MigrateOnStart, Clock, migrating);
            var files = new DatabaseFiles(_path, session.Path, _logger);
            var mark = HighWaterMark.Open(_options.Path, session, _logger);
            var states = PlatformStateFile.Open(_options.Path, Clock);
            var parts = new Parts(
                held, session, files, mark, states, change,
                new SqliteWriter(session, files, mark, _errors, states, _options, Clock),
                new SqliteReaderPool(_options.Path, _options.Readers, files, _errors));
            lock (_gate)
                if (_disposed == 0)
                    Volatile.Write(ref _parts, parts);
            // Whoever waited for it has gone meanwhile.
            if (_parts is null)
                CloseAsync(parts).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            session?.Close();
            held.Dispose();
            // Not logged: the caller starts the process, and reports it with its cause.
            if (exception is SqliteException)
                throw SqliteErrors.StorageFailure(exception);
            throw;
        }
    }

    /// <summary>
    /// Runs an operation that writes, as one transaction that is on disk when this returns. It may share the
    /// transaction with others, so it must be short, and must not begin or end one itself. An operation that throws
    /// leaves no trace, and its caller gets the exception. Cancelled before its turn, it is dropped; once started it
    /// completes.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="cancellation">Drops it while it waits.</param>
    /// <param name="name">What metrics call it: the method of the store.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.RefusedByState"/>: a state of the platform refuses writes.</exception>
    public ValueTask<T> WriteAsync<T>(
        Func<SqliteSession, T> operation, CancellationToken cancellation, [CallerMemberName] string name = "") =>
        WriteAsync(operation, WriteKind.Refusable, cancellation, name);

    /// <summary>The same for an operation that may be run again after all that it did was undone: it costs less when many write at once.</summary>
    internal ValueTask<T> WriteRepeatableAsync<T>(
        Func<SqliteSession, T> operation, CancellationToken cancellation, [CallerMemberName] string name = "") =>
        WriteAsync(operation, WriteKind.Repeatable, cancellation, name);

    /// <summary>The same in a transaction of its own, for what takes long.</summary>
    internal ValueTask<T> WriteLargeAsync<T>(
        Func<SqliteSession, T> operation, CancellationToken cancellation, [CallerMemberName] string name = "") =>
        WriteAsync(operation, WriteKind.Large, cancellation, name);

    /// <summary>The same for what no state of the platform refuses, such as a login.</summary>
    internal ValueTask<T> WriteInAnyStateAsync<T>(
        Func<SqliteSession, T> operation, CancellationToken cancellation, [CallerMemberName] string name = "") =>
        WriteAsync(operation, WriteKind.Always, cancellation, name);

    /// <summary>Does something between two transactions: what was written before is on disk, and nothing is under way.</summary>
    internal ValueTask<T> WriteApartAsync<T>(Func<T> work, CancellationToken cancellation, [CallerMemberName] string name = "") =>
        WriteAsync(_ => work(), WriteKind.Apart, cancellation, name);

    private async ValueTask<T> WriteAsync<T>(
        Func<SqliteSession, T> operation, WriteKind kind, CancellationToken cancellation, string name, bool isTold = true)
    {
        var timed = StoreOperation.Begin(SystemName, name);
        try
        {
            var result = await Opened.Writer.WriteAsync(operation, kind, cancellation).ConfigureAwait(false);
            timed.End(null);
            if (isTold && kind.IsRefusable())
                _written?.Invoke();
            return result;
        }
        catch (Exception exception)
        {
            timed.End(exception);
            throw;
        }
    }

    /// <summary>
    /// Runs a query on the calling thread, on one consistent state that has in it every write acknowledged before.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellation">Ends the wait for a connection.</param>
    /// <param name="name">What metrics call it: the method of the store.</param>
    public ValueTask<T> ReadAsync<T>(
        Func<SqliteSession, T> query, CancellationToken cancellation, [CallerMemberName] string name = "")
    {
        var readers = Opened.Readers;
        var timed = StoreOperation.Begin(SystemName, name);
        var reading = readers.ReadAsync(query, cancellation);
        if (reading.IsCompletedSuccessfully)
        {
            timed.End(null);
            return reading;
        }

        var waiting = AwaitAsync(reading, timed);
        timed.LeaveContext();
        return waiting;
    }

    ValueTask<T> ISqlDatabase.ReadAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> query, CancellationToken cancellation, string name) =>
        ReadAsync(session => SqlSession.Run(session, query), cancellation, name);

    ValueTask<T> ISqlDatabase.ReadSnapshotAsync<T>(
        Func<ISqlSession, SnapshotMoment, CancellationToken, Task<T>> query, CancellationToken cancellation, string name)
    {
        // Both before the snapshot: a group that begins later takes later times, one that ended before is in the snapshot.
        var now = Timestamp.Now(Clock);
        var moment = new SnapshotMoment(now, Opened.Writer.GroupBegan is { } began && began.CompareTo(now) < 0 ? began : now);
        return ReadAsync(session => SqlSession.Run(session, (opened, token) => query(opened, moment, token)), cancellation, name);
    }

    ValueTask<T> ISqlDatabase.WriteAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> operation, Func<T, bool> isKept, bool isIdempotent,
        CancellationToken cancellation, string name) =>
        WriteAsync(session => SqlSession.RunUndoable(session, operation, isKept), cancellation, name);

    ValueTask<T> ISqlDatabase.WriteUntoldAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> operation, bool isIdempotent, CancellationToken cancellation, string name) =>
        WriteAsync(session => SqlSession.RunUndoable(session, operation, static _ => true), WriteKind.Refusable, cancellation, name, isTold: false);

    ValueTask<T> ISqlDatabase.WriteInAnyStateAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> operation, Func<T, bool> isKept, bool isIdempotent,
        CancellationToken cancellation, string name) =>
        WriteInAnyStateAsync(session => SqlSession.RunUndoable(session, operation, isKept), cancellation, name);

    /// <inheritdoc/>
    public bool AreWritesFailing => _errors.Writes.IsFailing;

    /// <inheritdoc/>
    public async ValueTask ProbeAsync(CancellationToken cancellation)
    {
        Opened.Files.RequireInPlace();
        await ReadAsync(static session => session.Prepare(ProbeSql).ReadAny(), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ProbeWriteAsync(CancellationToken cancellation)
    {
        if (_errors.Writes.IsDamaged)
            throw SqliteErrors.StorageFailure(null);
        // Unlike a row that stays as it is, a number in the head of the file is written in any case.
        await WriteInAnyStateAsync(
            static session =>
            {
                session.ExecuteScript("PRAGMA user_version = 0");
                return true;
            },
            cancellation).ConfigureAwait(false);
        _errors.Writes.MarkSucceeded();
    }

    private static string ResolveLink(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    private static async ValueTask<T> AwaitAsync<T>(ValueTask<T> reading, StoreOperation timed)
    {
        try
        {
            var result = await reading.ConfigureAwait(false);
            timed.End(null);
            return result;
        }
        catch (Exception exception)
        {
            timed.End(exception);
            throw;
        }
    }

    /// <summary>Takes nothing more, finishes what is queued, moves the log into the database file, and gives up the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        Parts? parts;
        lock (_gate)
        {
            parts = _disposed == 0 ? _parts : null;
            _disposed = 1;
        }

        if (parts is not null)
            await CloseAsync(parts).ConfigureAwait(false);
    }

    private async ValueTask CloseAsync(Parts parts)
    {
        await parts.Writer.StopAsync().ConfigureAwait(false);
        await parts.Readers.DisposeAsync().ConfigureAwait(false);
        try
        {
            parts.Session.TryEmptyLog();
        }
        catch (SqliteException exception)
        {
            // Nothing is lost: the next opening does it.
            _errors.Translate(exception);
        }
        finally
        {
            parts.Session.Close();
            parts.Mark.Dispose();
            parts.Lock.Dispose();
        }
    }

    /// <summary>What there is while it is open.</summary>
    private sealed record Parts(
        DatabaseLock Lock, SqliteSession Session, DatabaseFiles Files, HighWaterMark Mark, PlatformStateFile States, SchemaChange SchemaChange,
        SqliteWriter Writer, SqliteReaderPool Readers);

    [LoggerMessage(3102, LogLevel.Warning, "Every user of this machine can read the database {Path}; chmod 600 on it and its files -wal and -shm ends that")]
    private static partial void CanBeReadByOthers(ILogger log, string path);
}
