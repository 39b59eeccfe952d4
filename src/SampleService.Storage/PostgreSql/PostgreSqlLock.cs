using Microsoft.Extensions.Logging;
using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// Decides which processes may use the database. The lock is held on a connection of its own for as long as the process
/// lives. When that connection is lost, so is the lock; it is acquired again as soon as possible.
/// </summary>
/// <remarks>
/// A process may have lost its lock without knowing it yet. So each pooled connection is fenced as well. In shared mode it
/// holds the lock itself. In exclusive mode there are two locks, <c>use</c> and <c>connection</c>, and each side registers
/// before it looks, so that of two processes at least one sees the other (<see cref="AdmitAsync"/>,
/// <see cref="TryTakeAsync"/>):
/// <code>
///  former holder                                         new holder
///  lock connection       pooled connection               lock connection
///        |                      |                               |
///  use: exclusive               |                               |
///        |               1 connection: shared                   |
///        X  cut off             |                        3 use: exclusive          (free since the cut)
///                        2 is use still held by          4 is connection free of
///                          MY lock connection?             all other sessions?
///                          no:  refused, closed            no:  release use, try again
///                          yes: admitted; then 3 has       yes: nothing of the former holder
///                               not happened, and 4             can write any more
///                               will see this connection
/// </code>
/// </remarks>
internal sealed partial class PostgreSqlLock : IAsyncDisposable
{
    // The server may take a moment to notice that a killed process is gone.
    private const int MaxAttempts = 5;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    // Just after the server has shown, by a message that keeps the connection alive, that it answers.
    private static readonly TimeSpan CheckInterval =
        TimeSpan.FromSeconds(ConnectionStrings.LockKeepAliveSeconds) + TimeSpan.FromMilliseconds(200);

    private readonly NpgsqlDataSource _connections;
    private readonly DatabaseSharing _sharing;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private Task _watch = Task.CompletedTask;
    private NpgsqlConnection _connection;
    private volatile LockTerm _term;

    private PostgreSqlLock(
        NpgsqlDataSource connections, DatabaseSharing sharing, NpgsqlConnection connection, int serverProcess, ILogger logger)
    {
        _connections = connections;
        _sharing = sharing;
        _connection = connection;
        _term = new LockTerm(0, serverProcess);
        _logger = logger;
    }

    /// <summary>Raised when the lock is lost, after <see cref="Epoch"/> has become null.</summary>
    public event Action? Lost;

    /// <summary>The connection that holds the lock. Free for other uses until <see cref="Watch"/>.</summary>
    public NpgsqlConnection Connection => _connection;

    /// <summary>Whether the lock is held, as far as this process knows.</summary>
    public bool IsHeld => Epoch is not null;

    /// <summary>Counts the terms of the lock, from 0 on; null while it is not held.</summary>
    public long? Epoch => _term is { IsOver: false } term ? term.Epoch : null;

    /// <summary>Connects, checks what the server is and that sessions are kept, and takes the lock.</summary>
    /// <param name="connections">Makes the connections; goes with the lock.</param>
    /// <param name="sharing">Which lock.</param>
    /// <param name="isWritten">Whether a server that takes no writes for now is refused.</param>
    /// <param name="logger">Told of the loss of the lock.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="DatabaseInUseException">Another process uses the database, and one of the two wants it exclusively.</exception>
    /// <exception cref="UnsuitableServerException">The server, or what is before it, will not do.</exception>
    /// <exception cref="ConnectionStringException">The driver cannot connect with such settings.</exception>
    public static async Task<PostgreSqlLock> TakeAsync(
        NpgsqlDataSource connections, DatabaseSharing sharing, bool isWritten, ILogger logger, CancellationToken cancellation)
    {
        var connection = await OpenAsync(connections, cancellation).ConfigureAwait(false);
        try
        {
            await ServerCheck.RunAsync(connection, isWritten, cancellation).ConfigureAwait(false);
            var session = await ProbeAsync(connections, connection, cancellation).ConfigureAwait(false);
            for (var attempt = 1; !await TryTakeAsync(connection, sharing, cancellation).ConfigureAwait(false); attempt++)
            {
                if (attempt == MaxAttempts)
                    throw new DatabaseInUseException(await RefusalAsync(connection, sharing, cancellation).ConfigureAwait(false));
                await Task.Delay(RetryDelay, cancellation).ConfigureAwait(false);
            }

            return new PostgreSqlLock(connections, sharing, connection, session.ServerProcess, logger);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts to watch for the loss of the lock.</summary>
    public void Watch() => _watch = Task.Run(WatchAsync);

    /// <summary>Fences a new pooled connection; see the drawing.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="session">Its session, as an earlier statement saw it.</param>
    /// <exception cref="DatabaseInUseException">The lock is not held any more.</exception>
    /// <exception cref="UnsuitableServerException">The session is another one by now.</exception>
    public async Task AdmitAsync(NpgsqlConnection connection, SessionIdentity session)
    {
        var term = _term;
        var batch = new NpgsqlBatch(connection);
        await using var _ = batch.ConfigureAwait(false);
        // Register this connection before checking the lock: a process that acquires it later then sees it and waits.
        var register = new NpgsqlBatchCommand(
            _sharing == DatabaseSharing.Shared ? LockSql.TryAcquireSharedInSession : LockSql.ShareConnectionInSession);
        session.AddTo(register.Parameters);
        batch.BatchCommands.Add(register);
        if (_sharing == DatabaseSharing.Exclusive)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LockSql.IsHeldExclusivelyBy)
            {
                Parameters = { new NpgsqlParameter<int> { TypedValue = term.ServerProcess } },
            });
        var reader = await batch.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false))
            throw SessionProbe.Pooled();
        if (_sharing == DatabaseSharing.Exclusive)
        {
            await reader.NextResultAsync(CancellationToken.None).ConfigureAwait(false);
            await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        }

        // Not looked up by those who share: their connection holds the lock itself.
        if (!reader.GetBoolean(0) || (term.IsOver && _sharing == DatabaseSharing.Exclusive))
            throw NotHeld();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watch.ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _connections.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private static DatabaseInUseException NotHeld() => new("The lock of the database is not held any more.");

    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource connections, CancellationToken cancellation)
    {
        try
        {
            return await connections.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is ArgumentException or NotSupportedException or InvalidOperationException or IOException
                or System.Security.Cryptography.CryptographicException)
        {
            // Some settings are looked at only now: sizes, files of certificates.
            throw PostgreSqlConnectionString.Refused(exception);
        }
    }

    private static async Task<SessionIdentity> ProbeAsync(
        NpgsqlDataSource connections, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var other = await OpenAsync(connections, cancellation).ConfigureAwait(false);
        await using var _ = other.ConfigureAwait(false);
        return await SessionProbe.RunAsync(connection, other, cancellation).ConfigureAwait(false);
    }

    private static async Task<bool> TryTakeAsync(
        NpgsqlConnection connection, DatabaseSharing sharing, CancellationToken cancellation)
    {
        if (sharing == DatabaseSharing.Shared)
            return await AskAsync(connection, LockSql.TryAcquireShared, cancellation).ConfigureAwait(false);
        if (!await AskAsync(connection, LockSql.TryAcquireExclusive, cancellation).ConfigureAwait(false))
            return false;
        if (await AskAsync(connection, LockSql.HasNoOtherConnections, cancellation).ConfigureAwait(false))
            return true;
        await AskAsync(connection, LockSql.Release, cancellation).ConfigureAwait(false);
        return false;
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var _ = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true;
    }

    private static async Task<string> RefusalAsync(
        NpgsqlConnection connection, DatabaseSharing sharing, CancellationToken cancellation)
    {
        var holder = "another server";
        var command = new NpgsqlCommand(LockSql.FindHolder, connection);
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        if (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            holder = $"\"{reader.GetStringOrNull(1)}\" at {reader.GetStringOrNull(2) ?? "this machine"} (server process {reader.GetInt32(0)})";
        var wish = sharing == DatabaseSharing.Shared ? "in exclusive mode" : "and cannot be had in exclusive mode";
        return $"The database {connection.Database} on {connection.Host} is in use by {holder} {wish}.";
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                // There are no notifications to receive: this ends early only with the connection.
                await _connection.WaitAsync(CheckInterval, _stop.Token).ConfigureAwait(false);
                if (!await IsHeldHereAsync().WaitAsync(CheckInterval).ConfigureAwait(false))
                    throw NotHeld();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever the cause, the connection can no longer be trusted to hold the lock.
                await LoseAsync(exception).ConfigureAwait(false);
                await ReacquireAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> IsHeldHereAsync()
    {
        var command = new NpgsqlCommand(LockSql.IsHeldHere, _connection) { CommandTimeout = ConnectionStrings.LockKeepAliveSeconds };
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _term.ServerProcess });
        return await command.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false) is true;
    }

    private async Task LoseAsync(Exception cause)
    {
        LogLost(_sharing, cause);
        _term.IsOver = true;
        try
        {
            Lost?.Invoke();
        }
        catch (Exception exception)
        {
            // A handler that fails must not end the watch.
            LogHandlerFailed(exception);
        }

        _ = CloseLostAsync(_connection);
    }

    /// <summary>Closes a connection, for which nobody can wait: the server may not answer.</summary>
    private static async Task CloseLostAsync(NpgsqlConnection connection) =>
        await connection.CloseAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task ReacquireAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var taken = await TakeAsync(_connections, _sharing, isWritten: false, _logger, _stop.Token).ConfigureAwait(false);
                _connection = taken._connection;
                _term = new LockTerm(_term.Epoch + 1, taken._term.ServerProcess);
                LogReacquired(_sharing);
                return;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever failed, the watch must not end: a connection may be cut between two statements, a certificate be replaced.
                LogStillLost(exception);
                await Task.Delay(RetryDelay, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The time during which the lock is held without a break.</summary>
    private sealed class LockTerm(long epoch, int serverProcess)
    {
        private volatile bool _isOver;

        public long Epoch { get; } = epoch;

        /// <summary>The backend process that holds the lock; known even when the connection to it is gone.</summary>
        public int ServerProcess { get; } = serverProcess;

        public bool IsOver
        {
            get => _isOver;
            set => _isOver = value;
        }
    }

    [LoggerMessage(3202, LogLevel.Error, "The lock of the database ({Sharing}) is lost; it is being taken again")]
    private partial void LogLost(DatabaseSharing sharing, Exception exception);

    [LoggerMessage(3203, LogLevel.Warning, "The lock of the database ({Sharing}) is held again")]
    private partial void LogReacquired(DatabaseSharing sharing);

    [LoggerMessage(3204, LogLevel.Debug, "The lock of the database could not be taken yet")]
    private partial void LogStillLost(Exception exception);

    [LoggerMessage(3205, LogLevel.Error, "A handler of the loss of the database lock failed")]
    private partial void LogHandlerFailed(Exception exception);
}
