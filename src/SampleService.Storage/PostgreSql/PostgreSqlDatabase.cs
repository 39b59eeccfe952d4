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
public sealed partial class PostgreSqlDatabase : ISqlDatabase, IDatabaseOwnership, IDatabaseProbe, IAsyncDisposable
{
    private const string SystemName = "postgresql";
    private const string ProbeSql = "SELECT current_setting('transaction_read_only')::boolean, EXISTS (SELECT FROM samples)";

    private const int MaxAttempts = 5;

    private readonly PostgreSqlDatabaseOptions _options;
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly TimeProvider? _clock;
    private readonly ILogger<PostgreSqlDatabase> _logger;
    private readonly PostgreSqlErrors _errors;
    private readonly OperationTimeout _timeout;
    private readonly WritesUnderWay _writes = new();
    private Action? _written;
    private Parts? _parts;
    private int _disposed;

    /// <summary>A database that is not open yet: until <see cref="OpenAsync(Action, CancellationToken)"/> is done it refuses all operations.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="clock">What times that are stored come from; null, as shared processes need it, for the clock of the database.</param>
    /// <param name="logger">Told of failures.</param>
    /// <exception cref="ConnectionStringException">The connection string cannot be used.</exception>
    public PostgreSqlDatabase(PostgreSqlDatabaseOptions options, TimeProvider? clock, ILogger<PostgreSqlDatabase> logger)
    {
        (_options, _clock, _logger) = (options, clock, logger);
        _settings = ConnectionStrings.ForPool(options);
        _errors = new PostgreSqlErrors(logger);
        _timeout = new OperationTimeout(ConnectionStrings.OperationTimeoutOf(_settings), _settings.MaxPoolSize);
    }

    /// <inheritdoc/>
    public long? Epoch => _options.Sharing == DatabaseSharing.Exclusive ? Volatile.Read(ref _parts)?.Lock.Epoch : null;

    /// <summary>What was done to its schema when it was opened.</summary>
    public SchemaChange SchemaChange => Opened.SchemaChange;

    SqlDialect ISqlDatabase.Dialect => SqlDialect.PostgreSql;

    event Action? ISqlDatabase.Written
    {
        add => _written += value;
        remove => _written -= value;
    }

    /// <summary>The present moment in milliseconds where it is not the database that tells the time; else null.</summary>
    internal long? Now => _clock is { } clock ? Timestamp.Now(clock).Milliseconds : null;

    /// <summary>What is known of the numbers of the search.</summary>
    internal NumberCache Numbers { get; } = new();

    internal SearchQueue SearchQueue { get; } = new();

    /// <exception cref="ServiceException"><see cref="ErrorKind.Starting"/>: it is not open yet.</exception>
    private Parts Opened => Volatile.Read(ref _parts) ?? throw ServiceException.Starting();

    /// <summary>The same, open.</summary>
    /// <inheritdoc cref="OpenAsync(Action, CancellationToken)"/>
    public static async Task<PostgreSqlDatabase> OpenAsync(
        PostgreSqlDatabaseOptions options, TimeProvider? clock, ILogger<PostgreSqlDatabase> logger,
        CancellationToken cancellation)
    {
        var database = new PostgreSqlDatabase(options, clock, logger);
        await database.OpenAsync(null, cancellation).ConfigureAwait(false);
        return database;
    }

    /// <summary>Connects, takes the lock, and checks the schema or brings it up to date.</summary>
    /// <param name="migrating">Called before the schema is changed.</param>
    /// <param name="cancellation">Gives it up; what a migration had not finished is undone.</param>
    /// <exception cref="DatabaseInUseException">Another process has it alone, or this one cannot have it alone.</exception>
    /// <exception cref="SchemaException">Its schema is not that of this program.</exception>
    /// <exception cref="UnsuitableServerException">The server, its settings or a pooler before it will not do.</exception>
    /// <exception cref="ConnectionStringException">The driver will not have the connection string.</exception>
    /// <exception cref="ServiceException">The database failed.</exception>
    public async Task OpenAsync(Action? migrating, CancellationToken cancellation)
    {
        var lockConnections = ConnectionPool.BuildForLock(_settings);
        PostgreSqlLock? held = null;
        try
        {
            held = await PostgreSqlLock.TakeAsync(
                lockConnections, _options.Sharing, isWritten: true, _logger, cancellation).ConfigureAwait(false);
            var change = await MigrateAsync(held.Connection, migrating, cancellation).ConfigureAwait(false);
            await ServerCheck.WarnOfLossAsync(held.Connection, _logger, cancellation).ConfigureAwait(false);
            Begin(new Parts(held, ConnectionPool.Build(_settings, held, _options.Silo), change));
        }
        catch (Exception exception)
        {
            if (held is not null)
                await held.DisposeAsync().ConfigureAwait(false);
            await lockConnections.DisposeAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
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
        if (Interlocked.Exchange(ref _disposed, 1) != 0 || Volatile.Read(ref _parts) is not { } parts)
            return;
        await parts.Connections.DisposeAsync().ConfigureAwait(false);
        await parts.Lock.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Runs a query on a state that has in it every write acknowledged before. It is repeated once when its connection is lost.</summary>
    internal ValueTask<T> ReadAsync<T>(
        Func<PostgreSqlSession, CancellationToken, Task<T>> query, CancellationToken cancellation,
        [CallerMemberName] string name = "") =>
        TimeAsync(query, isRepeatable: true, isRefusable: false, name, cancellation, cancellation);

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
    /// <exception cref="ServiceException"><see cref="ErrorKind.RefusedByState"/>: a state of the platform refuses writes.</exception>
    internal async ValueTask<T> WriteAsync<T>(
        Func<PostgreSqlSession, CancellationToken, Task<T>> operation, bool isIdempotent, CancellationToken cancellation,
        [CallerMemberName] string name = "")
    {
        var result = await WriteAsync(operation, isIdempotent, isRefusable: true, name, cancellation).ConfigureAwait(false);
        _written?.Invoke();
        return result;
    }

    /// <summary>The same for what leaves no events, so that nobody is told of it.</summary>
    internal ValueTask<T> WriteUntoldAsync<T>(
        Func<PostgreSqlSession, CancellationToken, Task<T>> operation, bool isIdempotent, CancellationToken cancellation, string name) =>
        WriteAsync(operation, isIdempotent, isRefusable: true, name, cancellation);

    /// <summary>The same for what no state of the platform refuses: the states themselves.</summary>
    internal ValueTask<T> WriteInAnyStateAsync<T>(
        Func<PostgreSqlSession, CancellationToken, Task<T>> operation, bool isIdempotent, CancellationToken cancellation,
        [CallerMemberName] string name = "") =>
        WriteAsync(operation, isIdempotent, isRefusable: false, name, cancellation);

    private async ValueTask<T> WriteAsync<T>(
        Func<PostgreSqlSession, CancellationToken, Task<T>> operation, bool isIdempotent, bool isRefusable, string name,
        CancellationToken cancellation)
    {
        var result = await TimeAsync(operation, isIdempotent, isRefusable, name, cancellation, CancellationToken.None)
            .ConfigureAwait(false);
        _errors.SetReadOnly(false);
        _errors.Writes.MarkSucceeded();
        return result;
    }

    /// <summary>
    /// Does something on a connection of its own for which neither this process nor the server has a limit of time, and which is no transaction.
    /// </summary>
    internal async Task<T> RunUnlimitedAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> operation, CancellationToken cancellation)
    {
        var parts = Opened;
        try
        {
            RequireLock(parts);
            var connection = await parts.Connections.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using var _ = connection.ConfigureAwait(false);
            var limit = await ScalarAsync(connection, "SELECT current_setting('statement_timeout')", cancellation).ConfigureAwait(false);
            await RunAsync(connection, "SET statement_timeout = 0", cancellation).ConfigureAwait(false);
            try
            {
                return await operation(connection, cancellation).ConfigureAwait(false);
            }
            finally
            {
                if (connection.State == System.Data.ConnectionState.Open)
                    await RunAsync(connection, $"SET statement_timeout = '{limit}'", CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (PostgreSqlErrors.IsFailure(exception))
        {
            cancellation.ThrowIfCancellationRequested();
            throw _errors.Translate(exception);
        }
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
        Func<PostgreSqlSession, CancellationToken, Task<T>> operation, bool isRepeatable, bool isRefusable, string name,
        CancellationToken beforeConnection, CancellationToken afterConnection)
    {
        var parts = Opened;
        var timed = StoreOperation.Begin(SystemName, name);
        try
        {
            var result = await RunAsync(parts, operation, isRepeatable, isRefusable, beforeConnection, afterConnection).ConfigureAwait(false);
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
        Parts parts, Func<PostgreSqlSession, CancellationToken, Task<T>> operation, bool isRepeatable, bool isRefusable,
        CancellationToken beforeConnection, CancellationToken afterConnection)
    {
        try
        {
            return await _timeout.AwaitAsync(TryAsync(parts, operation, isRepeatable, isRefusable, beforeConnection, afterConnection))
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgreSqlErrors.IsFailure(exception))
        {
            throw _errors.Translate(exception);
        }
    }

    private async Task<T> TryAsync<T>(
        Parts parts, Func<PostgreSqlSession, CancellationToken, Task<T>> operation, bool isRepeatable, bool isRefusable,
        CancellationToken beforeConnection, CancellationToken afterConnection)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                RequireLock(parts);
                var connection = await parts.Connections.OpenConnectionAsync(beforeConnection).ConfigureAwait(false);
                await using var _ = connection.ConfigureAwait(false);
                // The caller has been told that it failed, so it must not begin any more.
                if (_timeout.IsOver(began))
                    throw new TimeoutException();
                var write = isRefusable && Now is { } now ? _writes.Begin(now) : null;
                var session = new PostgreSqlSession(connection, isRefusable ? PlatformStateSql.Guard(Now) : null);
                try
                {
                    var result = await operation(session, afterConnection).ConfigureAwait(false);
                    write?.End();
                    return result;
                }
                catch (Exception exception)
                {
                    // Of others it is not known whether the server has ended it.
                    if (exception is PostgresException or ServiceException)
                        write?.End();
                    else
                        write?.Lose();
                    throw;
                }
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

    private void RequireLock(Parts parts)
    {
        // In shared mode each pooled connection holds the lock itself.
        if (_options.Sharing == DatabaseSharing.Exclusive && !parts.Lock.IsHeld)
            throw new DatabaseInUseException("The lock of the database is not held any more.");
    }

    private async Task<SchemaChange> MigrateAsync(NpgsqlConnection connection, Action? migrating, CancellationToken cancellation)
    {
        // Waits for a migration under way, even if this process would only check the schema.
        await RunAsync(connection, LockSql.BeginMigration, cancellation).ConfigureAwait(false);
        var target = new MigrationTarget(connection, _options.MigrateOnStart, cancellation);
        // Blocks for as long as a script takes.
        var change = await Task.Run(
            () => MigrationRunner.Run(
                target, MigrationScripts.Embedded("db/postgresql/"), mayMigrate: true, _clock ?? TimeProvider.System, migrating),
            CancellationToken.None).ConfigureAwait(false);
        await RunAsync(connection, LockSql.EndMigration, cancellation).ConfigureAwait(false);
        return change;
    }

    private void Begin(Parts parts)
    {
        // While pooled connections of an exclusive database live, no process can acquire its lock, this one included.
        parts.Lock.Lost += parts.Connections.Clear;
        // Whether a session may write is decided when it begins, where the setting is that of the database or the role.
        _errors.ReadOnlyChanged += parts.Connections.Clear;
        parts.Lock.Watch();
        Volatile.Write(ref _parts, parts);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var _ = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>What there is while it is open.</summary>
    private sealed record Parts(PostgreSqlLock Lock, NpgsqlDataSource Connections, SchemaChange SchemaChange);
}
