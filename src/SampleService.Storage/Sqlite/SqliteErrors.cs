using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SQLitePCL;

namespace SampleService.Storage.Sqlite;

/// <summary>The one place where failures of SQLite become failures a caller can be told of, and are logged.</summary>
internal sealed partial class SqliteErrors(ILogger logger)
{
    /// <summary>What the caller gets for an exception: failures of SQLite translated, others as they are.</summary>
    public Exception Translate(Exception exception)
    {
        if (exception is not SqliteException failure)
            return exception;
        LogFailure(failure.SqliteExtendedErrorCode, failure);
        Count(failure);
        return StorageFailure(failure);
    }

    /// <summary>A failure that befell a whole group of writes is logged once and told to each.</summary>
    public void GroupFailed(Exception cause, int writes)
    {
        LogGroupFailure(writes, cause is SqliteException failure ? failure.SqliteExtendedErrorCode : 0, cause);
        Count(cause as SqliteException);
    }

    public static ServiceException StorageFailure(Exception cause) =>
        new(ErrorKind.StorageFailure, "Connection to database failed", cause);

    private static void Count(SqliteException? failure) =>
        StorageInstruments.CountFailure(KindOf(failure));

    private static string KindOf(SqliteException? failure) => failure?.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "busy",
        raw.SQLITE_FULL => "full",
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => "io",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => "readonly",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "damaged",
        _ => "other",
    };

    // The text of an SqliteException names tables and columns, never values.
    [LoggerMessage(3100, LogLevel.Error, "SQLite failed with code {Code}")]
    private partial void LogFailure(int code, Exception exception);

    [LoggerMessage(3101, LogLevel.Error, "A transaction of {Writes} writes failed with SQLite code {Code}; none of them was stored")]
    private partial void LogGroupFailure(int writes, int code, Exception exception);
}
