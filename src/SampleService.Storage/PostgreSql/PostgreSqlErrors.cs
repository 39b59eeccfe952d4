using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>The one place where failures of PostgreSQL become failures a caller can be told of, and are logged.</summary>
internal sealed partial class PostgreSqlErrors(ILogger logger)
{
    private bool _isReadOnly;

    /// <summary>Raised when the server has begun or ceased to take writes.</summary>
    public event Action? ReadOnlyChanged;

    /// <summary>Whether the server takes no writes for now, as far as is known: a primary that its operator or provider has set so.</summary>
    public bool IsReadOnly => Volatile.Read(ref _isReadOnly);

    /// <summary>Whether writes fail for another reason, as far as the failures tell that came by here.</summary>
    public WriteHealth Writes { get; } = new();

    /// <summary>What the caller gets for an exception: failures of the database translated, others as they are.</summary>
    public Exception Translate(Exception exception)
    {
        if (!IsFailure(exception))
            return exception;
        if (StateOf(exception) == SqlStates.DeadSilo)
        {
            LogDeadSilo();
            return new ServiceException(
                ErrorKind.ClusterFailure, "The part of the service that was asked has been replaced by another; the change was not made");
        }

        if (SqlStates.FindPlatformState(StateOf(exception)) is { } number)
            return ServiceException.RefusedByState(number);
        if (StateOf(exception) == SqlStates.DiskFull)
            Writes.MarkFailed();
        // It may go on for days, and each write would tell the same.
        if (StateOf(exception) == SqlStates.ReadOnlyTransaction)
            SetReadOnly(true);
        else
            LogFailure(StateOf(exception), exception);
        StorageInstruments.CountFailure(KindOf(exception));
        return StorageFailure(exception);
    }

    /// <summary>Notes whether the server takes writes; one line when that has changed.</summary>
    public void SetReadOnly(bool isReadOnly)
    {
        if (IsReadOnly == isReadOnly || Interlocked.Exchange(ref _isReadOnly, isReadOnly) == isReadOnly)
            return;
        if (isReadOnly)
            LogReadOnly();
        else
            LogWritable();
        ReadOnlyChanged?.Invoke();
    }

    /// <summary>Notes that a write is made again.</summary>
    public void Repeated(int attempt, Exception cause) => LogRepeated(attempt, StateOf(cause), cause);

    public static bool IsFailure(Exception exception) =>
        exception is NpgsqlException or TimeoutException or DatabaseInUseException or UnsuitableServerException;

    /// <summary>Whether the transaction was undone for a reason that may be gone the next time.</summary>
    public static bool IsConflict(Exception exception) =>
        exception is PostgresException { SqlState: var state } && SqlStates.IsConflict(state);

    /// <summary>
    /// Whether the connection is gone, and with it the knowledge of what became of the transaction. A time-out is not
    /// among these: the caller must not wait twice as long.
    /// </summary>
    public static bool IsLostConnection(Exception exception) => exception switch
    {
        PostgresException failure => SqlStates.IsEndOfConnection(failure.SqlState),
        NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException } => true,
        _ => false,
    };

    public static ServiceException StorageFailure(Exception? cause) =>
        new(ErrorKind.StorageFailure, "Connection to database failed", cause);

    private static string KindOf(Exception exception) => UnsuitableServerException.FindIn(exception)?.Fault switch
    {
        ServerFault.Standby => "standby",
        ServerFault.Pooler => "pooler",
        not null => "other",
        null => KindOfFailure(exception),
    };

    private static string KindOfFailure(Exception exception) => exception switch
    {
        DatabaseInUseException => "lock",
        PostgresException { SqlState: var state } when SqlStates.IsConflict(state) => "conflict",
        PostgresException { SqlState: ['5', '3', ..] } => "full",
        PostgresException { SqlState: SqlStates.ReadOnlyTransaction } => "readonly",
        PostgresException { SqlState: SqlStates.QueryCancelled or SqlStates.IdleInTransactionTimeout } => "timeout",
        PostgresException { SqlState: var state } when !SqlStates.IsEndOfConnection(state) => "other",
        TimeoutException or NpgsqlException { InnerException: TimeoutException } => "timeout",
        _ => "connection",
    };

    private static string StateOf(Exception exception) => (exception as PostgresException)?.SqlState ?? "none";

    // The text of such an exception names tables and constraints, never values: details are off.
    [LoggerMessage(3200, LogLevel.Error, "PostgreSQL failed with SQLSTATE {State}")]
    private partial void LogFailure(string state, Exception exception);

    [LoggerMessage(3201, LogLevel.Information, "Attempt {Attempt} at an operation ended with SQLSTATE {State} and is repeated")]
    private partial void LogRepeated(int attempt, string state, Exception exception);

    [LoggerMessage(3208, LogLevel.Warning, "The database takes no writes: it is set to read-only. Reads go on")]
    private partial void LogReadOnly();

    [LoggerMessage(3209, LogLevel.Warning, "The database takes writes again")]
    private partial void LogWritable();

    [LoggerMessage(3207, LogLevel.Warning, "A write was refused by the database: the other silos hold this one for dead")]
    private partial void LogDeadSilo();
}

/// <summary>The SQLSTATE codes that mean something to the stores.</summary>
internal static class SqlStates
{
    public const string SerializationFailure = "40001";

    public const string DeadlockDetected = "40P01";

    public const string DiskFull = "53100";

    public const string ReadOnlyTransaction = "25006";

    public const string QueryCancelled = "57014";

    public const string IdleInTransactionTimeout = "25P03";

    public const string AdminShutdown = "57P01";

    public const string CrashShutdown = "57P02";

    public const string IdleSessionTimeout = "57P05";

    /// <summary>Of this service: the cluster has declared the writing silo dead; nothing was written.</summary>
    public const string DeadSilo = "ZS001";

    /// <summary>The number of the state of the platform that refuses a write (refuse_write_in_state); null for another failure.</summary>
    public static int? FindPlatformState(string state) =>
        state.StartsWith("ZT", StringComparison.Ordinal) && int.TryParse(state.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The transaction has not happened; repeated it may well succeed.</summary>
    public static bool IsConflict(string state) => state is SerializationFailure or DeadlockDetected;

    /// <summary>The data is at fault: a value, a constraint, or a limit of the server.</summary>
    public static bool IsOfTheData(string state) => state[..2] is "22" or "23" or "54";

    /// <summary>The server ended the connection.</summary>
    public static bool IsEndOfConnection(string state) => state is AdminShutdown or CrashShutdown or IdleSessionTimeout;
}
