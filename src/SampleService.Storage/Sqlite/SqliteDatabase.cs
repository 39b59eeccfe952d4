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

    private readonly DatabaseLock _lock;
    private readonly SqliteSession _session;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaderPool _readers;
    private readonly SqliteErrors _errors;
    private readonly DatabaseFiles _files;
    private readonly HighWaterMark _mark;
    private int _disposed;

    private SqliteDatabase(
        SqliteDatabaseOptions options, TimeProvider clock, DatabaseLock held, SqliteSession session, DatabaseFiles files,
        HighWaterMark mark, SqliteErrors errors)
    {
        Clock = clock;
        _lock = held;
        _session = session;
        _errors = errors;
        _mark = mark;
        _files = files;
        _writer = new SqliteWriter(session, files, mark, errors, options);
        _readers = new SqliteReaderPool(options.Path, options.Readers, files, errors);
    }

    /// <summary>What times that are stored come from.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What was done to its schema when it was opened.</summary>
    public required SchemaChange SchemaChange { get; init; }

    SqlDialect ISqlDatabase.Dialect => SqlDialect.Sqlite;

    /// <summary>Takes the lock, opens the database, making it if need be, and checks its schema or brings it up to date.</summary>
    /// <exception cref="DatabaseInUseException">Another process, or this one, has it open.</exception>
    /// <exception cref="DatabaseFilesException">Its files do not belong together, or to this service.</exception>
    /// <exception cref="SchemaException">Its schema is not that of this program.</exception>
    /// <exception cref="ServiceException">The database failed.</exception>
    public static SqliteDatabase Open(SqliteDatabaseOptions options, TimeProvider clock, ILogger<SqliteDatabase> logger)
    {
        var path = Path.GetFullPath(options.Path);
        // SQLite keeps the log beside the file itself, and two links to one file must not have a lock each.
        options = options with { Path = ResolveLink(path) };
        var errors = new SqliteErrors(logger);
        DatabaseFiles.RequireNoRemains(options.Path);
        var held = DatabaseLock.Take(options.Path);
        SqliteSession? session = null;
        try
        {
            DatabaseLock.MakePrivate(options.Path);
            if (DatabaseLock.IsOpenToAll(options.Path))
                CanBeReadByOthers(logger, options.Path);
            session = SqliteSession.OpenWriter(options.Path);
            var change = MigrationRunner.Run(
                new MigrationTarget(session), MigrationScripts.Embedded("db/sqlite/"), options.MigrateOnStart,
                clock);
            return new SqliteDatabase(
                options, clock, held, session, new DatabaseFiles(path, session.Path, logger),
                HighWaterMark.Open(options.Path, session, logger), errors)
            {
                SchemaChange = change,
            };
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
    public async ValueTask<T> WriteAsync<T>(
        Func<SqliteSession, T> operation, CancellationToken cancellation, [CallerMemberName] string name = "")
    {
        var timed = StoreOperation.Begin(SystemName, name);
        try
        {
            var result = await _writer.WriteAsync(operation, cancellation).ConfigureAwait(false);
            timed.End(null);
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
        var timed = StoreOperation.Begin(SystemName, name);
        var reading = _readers.ReadAsync(query, cancellation);
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

    ValueTask<T> ISqlDatabase.WriteAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> operation, Func<T, bool> isKept, bool isIdempotent,
        CancellationToken cancellation, string name) =>
        WriteAsync(session => SqlSession.RunUndoable(session, operation, isKept), cancellation, name);

    /// <inheritdoc/>
    public bool AreWritesFailing => _errors.Writes.IsFailing;

    /// <inheritdoc/>
    public async ValueTask ProbeAsync(CancellationToken cancellation)
    {
        _files.RequireInPlace();
        await ReadAsync(static session => session.Prepare(ProbeSql).ReadAny(), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ProbeWriteAsync(CancellationToken cancellation)
    {
        if (_errors.Writes.IsDamaged)
            throw SqliteErrors.StorageFailure(null);
        // Unlike a row that stays as it is, a number in the head of the file is written in any case.
        await WriteAsync(
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
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _writer.StopAsync().ConfigureAwait(false);
        await _readers.DisposeAsync().ConfigureAwait(false);
        try
        {
            _session.TryEmptyLog();
        }
        catch (SqliteException exception)
        {
            // Nothing is lost: the next opening does it.
            _errors.Translate(exception);
        }
        finally
        {
            _session.Close();
            _mark.Dispose();
            _lock.Dispose();
        }
    }

    [LoggerMessage(3102, LogLevel.Warning, "Every user of this machine can read the database {Path}; chmod 600 on it and its files -wal and -shm ends that")]
    private static partial void CanBeReadByOthers(ILogger log, string path);
}
