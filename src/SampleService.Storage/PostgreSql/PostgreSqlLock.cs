using Microsoft.Extensions.Logging;
using Npgsql;
using SampleService.Storage.Sqlite;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// Says who may use the database, on a connection of its own for as long as the process lives. When the connection is
/// lost, so is the lock; it is then taken anew as soon as that is possible.
/// </summary>
/// <remarks>
/// A process that has lost its lock may not know it yet. So every connection it calls on takes part: in shared mode it
/// holds the lock as well; in exclusive mode it is let in only while this lock is held, and whoever takes the lock waits
/// until no such connection of the former holder lives.
/// </remarks>
internal sealed partial class PostgreSqlLock : IAsyncDisposable
{
    // A process that was killed a moment ago may still seem to be there.
    private const int Attempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string _connectionString;
    private readonly DatabaseSharing _sharing;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private Task _watch = Task.CompletedTask;
    private NpgsqlConnection _connection;
    private volatile Holding _held;

    private PostgreSqlLock(
        string connectionString, DatabaseSharing sharing, NpgsqlConnection connection, ILogger logger)
    {
        _connectionString = connectionString;
        _sharing = sharing;
        _connection = connection;
        _held = new Holding(0, connection.ProcessID);
        _logger = logger;
    }

    /// <summary>Raised when the lock is held again after it was lost.</summary>
    public event Action? Regained;

    /// <summary>Raised when the lock is lost, after <see cref="Lost"/> was cancelled.</summary>
    public event Action? Gone;

    /// <summary>The connection that has the lock. Free for other uses until <see cref="Watch"/>.</summary>
    public NpgsqlConnection Connection => _connection;

    /// <summary>Whether the lock is held, as far as is known.</summary>
    public bool IsHeld => Period is not null;

    /// <summary>Numbers the times for which the lock was held without a break; null while it is not held.</summary>
    public long? Period => _held is { Lost.IsCancellationRequested: false } held ? held.Period : null;

    /// <summary>Cancelled when the lock is lost; another one once it is held again.</summary>
    public CancellationToken Lost => _held.Lost.Token;

    /// <summary>Connects and takes the lock.</summary>
    /// <exception cref="DatabaseInUseException">Others use the database in a way that does not go together with this one.</exception>
    public static async Task<PostgreSqlLock> TakeAsync(
        string connectionString, DatabaseSharing sharing, ILogger logger, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            for (var attempt = 1; !await TryTakeAsync(connection, sharing, cancellation).ConfigureAwait(false); attempt++)
            {
                if (attempt == Attempts)
                    throw new DatabaseInUseException(await RefusalAsync(connection, sharing, cancellation).ConfigureAwait(false));
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }

            return new PostgreSqlLock(connectionString, sharing, connection, logger);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>From here on a loss is noticed.</summary>
    public void Watch() => _watch = Task.Run(WatchAsync);

    /// <summary>Lets a new connection for calls take part.</summary>
    /// <exception cref="DatabaseInUseException">The lock is not held any more.</exception>
    public async Task AdmitAsync(NpgsqlConnection connection)
    {
        var admitted = _sharing == DatabaseSharing.Shared
            ? await AskAsync(connection, LockSql.TryShare, default).ConfigureAwait(false)
            : await AdmitToExclusiveAsync(connection).ConfigureAwait(false);
        if (!admitted)
            throw new DatabaseInUseException("The lock of the database is not held any more.");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watch.ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _held.Lost.Dispose();
        _stop.Dispose();
    }

    private static async Task<bool> TryTakeAsync(
        NpgsqlConnection connection, DatabaseSharing sharing, CancellationToken cancellation)
    {
        if (sharing == DatabaseSharing.Shared)
            return await AskAsync(connection, LockSql.TryShare, cancellation).ConfigureAwait(false);
        if (!await AskAsync(connection, LockSql.TryHave, cancellation).ConfigureAwait(false))
            return false;
        if (await AskAsync(connection, LockSql.HasNoOtherConnections, cancellation).ConfigureAwait(false))
            return true;
        await AskAsync(connection, LockSql.GiveUp, cancellation).ConfigureAwait(false);
        return false;
    }

    private async Task<bool> AdmitToExclusiveAsync(NpgsqlConnection connection)
    {
        // First into the open, then the look: whoever takes the lock after the look sees this connection.
        await AskAsync(connection, LockSql.ShareConnection, default).ConfigureAwait(false);
        var command = new NpgsqlCommand(LockSql.IsHeldBy, connection);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _held.ServerProcess });
        return IsHeld && await command.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false) is true;
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
                // Notifications are not listened to: this ends with the connection.
                await _connection.WaitAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it is, nobody watches the lock any more.
                await LoseAsync(exception).ConfigureAwait(false);
                await RegainAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task LoseAsync(Exception cause)
    {
        LogLost(_sharing, cause);
        try
        {
            await _held.Lost.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            LogListenerFailed(exception);
        }

        Gone?.Invoke();
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RegainAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var taken = await TakeAsync(_connectionString, _sharing, _logger, _stop.Token).ConfigureAwait(false);
                _connection = taken._connection;
                _held = new Holding(_held.Period + 1, taken._held.ServerProcess);
                LogRegained(_sharing);
                TellRegained();
                return;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (PostgreSqlErrors.IsFailure(exception))
            {
                LogStillLost(exception);
                await Task.Delay(Pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void TellRegained()
    {
        try
        {
            Regained?.Invoke();
        }
        catch (Exception exception)
        {
            // A listener that fails must not end the watch.
            LogListenerFailed(exception);
        }
    }

    private sealed class Holding(long period, int serverProcess)
    {
        public long Period { get; } = period;

        /// <summary>The process of the server that has the lock; known even when the connection to it is gone.</summary>
        public int ServerProcess { get; } = serverProcess;

        public CancellationTokenSource Lost { get; } = new();
    }

    [LoggerMessage(3202, LogLevel.Error, "The lock of the database ({Sharing}) is lost with its connection; it is being taken again")]
    private partial void LogLost(DatabaseSharing sharing, Exception exception);

    [LoggerMessage(3203, LogLevel.Warning, "The lock of the database ({Sharing}) is held again")]
    private partial void LogRegained(DatabaseSharing sharing);

    [LoggerMessage(3204, LogLevel.Debug, "The lock of the database could not be taken yet")]
    private partial void LogStillLost(Exception exception);

    [LoggerMessage(3205, LogLevel.Error, "Who was told that the lock of the database is lost or held again, failed")]
    private partial void LogListenerFailed(Exception exception);
}
