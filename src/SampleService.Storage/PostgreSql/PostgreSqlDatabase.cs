using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Npgsql;
using SampleService.Domain;
using SampleService.Storage.Sql;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// A PostgreSQL database that this process shares with others or has for itself. Failures of the database reach callers
/// as <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/>.
/// </summary>
public sealed class PostgreSqlDatabase : ISqlDatabase, IDatabaseOwnership, IDatabaseProbe, IAsyncDisposable
{
    private const string SystemName = "postgresql";
    private const string ProbeSql = "SELECT current_setting('transaction_read_only')::boolean, EXISTS (SELECT FROM samples)";

    private const int MaxAttempts = 5;

    private readonly DatabaseSharing _sharing;
    private readonly TimeProvider? _clock;
    private readonly PostgreSqlLock _lock;
    private readonly NpgsqlDataSource _connections;
    private readonly PostgreSqlErrors _errors;
    private readonly OperationTimeout _timeout;
    private int _disposed;

    private PostgreSqlDatabase(
        PostgreSqlDatabaseOptions options, TimeProvider? clock, PostgreSqlLock held, NpgsqlDataSource connections,
        PostgreSqlErrors errors, OperationTimeout timeout)
    {
        _sharing = options.Sharing;
        _clock = clock;
        _lock = held;
        _connections = connections;
        _errors = errors;
        _timeout = timeout;
        // While pooled connections of an exclusive database live, no process can acquire its lock, this one included.
        held.Lost += connections.Clear;
        // Whether a session may write is decided when it begins, where the setting is that of the database or the role.
        errors.ReadOnlyChanged += connections.Clear;
        held.Watch();
    }

    /// <inheritdoc/>
    public long? Epoch => _sharing == DatabaseSharing.Exclusive ? _lock.Epoch : null;

    /// <summary>What was done to its schema when it was opened.</summary>
    public required SchemaChange SchemaChange { get; init; }

    SqlDialect ISqlDatabase.Dialect => SqlDialect.PostgreSql;

    /// <summary>The present moment in milliseconds where it is not the database that tells the time; else null.</summary>
    internal long? Now => _clock is { } clock ? Timestamp.Now(clock).Milliseconds : null;

    /// <summary>Connects, takes the lock, and checks the schema or brings it up to date.</summary>
    /// <param name="clock">What times that are stored come from; null, as shared processes need it, for the clock of the database.</param>
    /// <exception cref="DatabaseInUseException">Another process has it alone, or this one cannot have it alone.</exception>
    /// <exception cref="SchemaException">Its schema is not that of this program.</exception>
    /// <exception cref="UnsuitableServerException">The server, its settings or a pooler before it will not do.</exception>
    /// <exception cref="ConnectionStringException">The driver will not have the connection string.</exception>
    /// <exception cref="ServiceException">The database failed.</exception>
    public static async Task<PostgreSqlDatabase> OpenAsync(
        PostgreSqlDatabaseOptions options, TimeProvider? clock, ILogger<PostgreSqlDatabase> logger,
        CancellationToken cancellation)
    {
        var errors = new PostgreSqlErrors(logger);
        var builder = ConnectionStrings.ForPool(options);
        var lockConnections = ConnectionPool.BuildForLock(builder);
        PostgreSqlLock? held = null;
        try
        {
            held = await PostgreSqlLock.TakeAsync(
                lockConnections, options.Sharing, isWritten: true, logger, cancellation).ConfigureAwait(false);
            var change = await MigrateAsync(held.Connection, options.MigrateOnStart, clock, cancellation).ConfigureAwait(false);
            await ServerCheck.WarnOfLossAsync(held.Connection, logger, cancellation).ConfigureAwait(false);
            return new PostgreSqlDatabase(
                options, clock, held, ConnectionPool.Build(builder, held, options.Silo), errors,
                new OperationTimeout(ConnectionStrings.OperationTimeoutOf(builder), builder.MaxPoolSize))
            {
                SchemaChange = change,
            };
        }
        catch (Exception exception)
        {
            if (held is not null)
                await held.DisposeAsync().ConfigureAwait(false);
            await lockConnections.DisposeAsync().ConfigureAwait(false);
            // Not logged: the caller starts the process, and reports it with its cause.
            if (UnsuitableServerException.FindIn(exception) is { } unsuitable && unsuitable != exception)
                throw unsuitable;
            if (exception is NpgsqlException or TimeoutException)
                throw new ServiceException(ErrorKind.StorageFailure, "Connection to database failed", exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _connections.DisposeAsync().ConfigureAwait(false);
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Runs a query on a state that has in it every write acknowledged before. It is repeated once when its connection is lost.</summary>
    internal ValueTask<T> ReadAsync<T>(
        Func<PostgreSqlSession, CancellationToken, Task<T>> query, CancellationToken cancellation,
        [CallerMemberName] string name = "") =>
        TimeAsync(query, isRepeatable: true, name, cancellation, cancellation);

    ValueTask<T> ISqlDatabase.ReadAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> query, CancellationToken cancellation, string name) =>
        ReadAsync((session, token) => query(new SqlSession(session), token), cancellation, name);

    ValueTask<T> ISqlDatabase.WriteAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> operation, Func<T, bool> isKept, bool isIdempotent,
        CancellationToken cancellation, string name) =>
        WriteAsync(
            (session, token) => session.InTransactionAsync(
                () => operation(new SqlSession(session), token), isKept, token),
            isIdempotent, cancellation, name);

    /// <inheritdoc/>
    public bool AreWritesFailing => _errors.IsReadOnly || _errors.Writes.IsFailing;

    /// <inheritdoc/>
    public async ValueTask ProbeAsync(CancellationToken cancellation) =>
        _errors.SetReadOnly(await ReadAsync(
            static (session, token) => session.ReadSingleAsync(
                new PostgreSqlStatement(ProbeSql), static row => row.GetBoolean(0), token),
            cancellation).ConfigureAwait(false));

    /// <inheritdoc/>
    /// <remarks>Of a full disk it cannot tell: the next write does.</remarks>
    public async ValueTask ProbeWriteAsync(CancellationToken cancellation)
    {
        await ProbeAsync(cancellation).ConfigureAwait(false);
        if (_errors.IsReadOnly)
            throw PostgreSqlErrors.StorageFailure(null);
        _errors.Writes.MarkSucceeded();
    }

    /// <summary>
    /// Runs an operation that writes, in one transaction that is on disk when this returns. Cancelled before it has a
    /// connection, it is dropped; from then on it completes. It is run again when the database undid it for the sake
    /// of another.
    /// </summary>
    /// <param name="operation">The operation; may be run several times.</param>
    /// <param name="isIdempotent">Whether, run again after an unknown outcome, it finds what it did; then it is, once.</param>
    /// <param name="cancellation">Ends the wait for a connection.</param>
    /// <param name="name">What metrics call it: the method of the store.</param>
    internal async ValueTask<T> WriteAsync<T>(
        Func<PostgreSqlSession, CancellationToken, Task<T>> operation, bool isIdempotent, CancellationToken cancellation,
        [CallerMemberName] string name = "")
    {
        var result = await TimeAsync(operation, isIdempotent, name, cancellation, CancellationToken.None).ConfigureAwait(false);
        _errors.SetReadOnly(false);
        _errors.Writes.MarkSucceeded();
        return result;
    }

    /// <summary>The result of an operation that waits for its turn, if it comes in the time an operation may take.</summary>
    internal async Task<T> AwaitAsync<T>(Task<T> queued)
    {
        try
        {
            return await _timeout.WaitAsync(queued).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            // Not counted as a failure of the database: that is what the operation before it was.
            throw PostgreSqlErrors.StorageFailure(exception);
        }
    }

    /// <summary>How long an operation may take, its waits included.</summary>
    internal TimeSpan OperationTimeout => _timeout.Max;

    private async ValueTask<T> TimeAsync<T>(
        Func<PostgreSqlSession, CancellationToken, Task<T>> operation, bool isRepeatable, string name,
        CancellationToken beforeConnection, CancellationToken afterConnection)
    {
        var timed = StoreOperation.Begin(SystemName, name);
        try
        {
            var result = await RunAsync(operation, isRepeatable, beforeConnection, afterConnection).ConfigureAwait(false);
            timed.End(null);
            return result;
        }
        catch (Exception exception)
        {
            timed.End(exception);
            throw;
        }
    }

    private async ValueTask<T> RunAsync<T>(
        Func<PostgreSqlSession, CancellationToken, Task<T>> operation, bool isRepeatable,
        CancellationToken beforeConnection, CancellationToken afterConnection)
    {
        try
        {
            return await _timeout.AwaitAsync(TryAsync(operation, isRepeatable, beforeConnection, afterConnection))
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgreSqlErrors.IsFailure(exception))
        {
            throw _errors.Translate(exception);
        }
    }

    private async Task<T> TryAsync<T>(
        Func<PostgreSqlSession, CancellationToken, Task<T>> operation, bool isRepeatable,
        CancellationToken beforeConnection, CancellationToken afterConnection)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                RequireLock();
                var connection = await _connections.OpenConnectionAsync(beforeConnection).ConfigureAwait(false);
                await using var _ = connection.ConfigureAwait(false);
                // The caller has been told that it failed, so it must not begin any more.
                if (_timeout.IsOver(began))
                    throw new TimeoutException();
                return await operation(new PostgreSqlSession(connection), afterConnection).ConfigureAwait(false);
            }
            catch (Exception exception) when (PostgreSqlErrors.IsConflict(exception) && attempt < MaxAttempts)
            {
                _errors.Repeated(attempt, exception);
                await Task.Delay(Random.Shared.Next(1, 5 << attempt), afterConnection).ConfigureAwait(false);
            }
            catch (Exception exception) when (isRepeatable && attempt == 1 && PostgreSqlErrors.IsLostConnection(exception))
            {
                _errors.Repeated(attempt, exception);
            }
        }
    }

    private void RequireLock()
    {
        // In shared mode each pooled connection holds the lock itself.
        if (_sharing == DatabaseSharing.Exclusive && !_lock.IsHeld)
            throw new DatabaseInUseException("The lock of the database is not held any more.");
    }

    private static async Task<SchemaChange> MigrateAsync(
        NpgsqlConnection connection, bool mayMigrate, TimeProvider? clock, CancellationToken cancellation)
    {
        // Waits for a migration under way, even if this process would only check the schema.
        await RunAsync(connection, LockSql.BeginMigration, cancellation).ConfigureAwait(false);
        var change = MigrationRunner.Run(
            new MigrationTarget(connection, mayMigrate), MigrationScripts.Embedded("db/postgresql/"),
            mayMigrate: true, clock ?? TimeProvider.System);
        await RunAsync(connection, LockSql.EndMigration, cancellation).ConfigureAwait(false);
        return change;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
