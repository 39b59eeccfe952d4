using Microsoft.Extensions.Logging;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>The one place where failures of PostgreSQL become failures a caller can be told of, and are logged.</summary>
internal sealed partial class PostgreSqlErrors(ILogger logger)
{
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

        LogFailure(StateOf(exception), exception);
        StorageInstruments.CountFailure(KindOf(exception));
        return StorageFailure(exception);
    }

    /// <summary>Notes that a write is made again.</summary>
    public void Repeated(int attempt, Exception cause) => LogRepeated(attempt, StateOf(cause), cause);

    public static bool IsFailure(Exception exception) =>
        exception is NpgsqlException or TimeoutException or DatabaseInUseException;

    /// <summary>Whether the transaction was undone for a reason that may be gone the next time.</summary>
    public static bool IsConflict(Exception exception) =>
        exception is PostgresException { SqlState: var state } && SqlStates.IsConflict(state);

    /// <summary>
    /// Whether the connection is gone, and with it the knowledge of what became of the transaction. A time-out is not
    /// among these: whoever waited that long is not to wait once more.
    /// </summary>
    public static bool IsLostConnection(Exception exception) => exception switch
    {
        PostgresException failure => SqlStates.IsEndOfConnection(failure.SqlState),
        NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException } => true,
        _ => false,
    };

    public static ServiceException StorageFailure(Exception cause) =>
        new(ErrorKind.StorageFailure, "Connection to database failed", cause);

    private static string KindOf(Exception exception) => exception switch
    {
        DatabaseInUseException => "lock",
        PostgresException { SqlState: var state } when SqlStates.IsConflict(state) => "conflict",
        PostgresException { SqlState: ['5', '3', ..] } => "full",
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

    [LoggerMessage(3207, LogLevel.Warning, "A write was refused by the database: the other silos hold this one for dead")]
    private partial void LogDeadSilo();
}
