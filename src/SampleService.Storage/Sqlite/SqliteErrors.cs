using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SQLitePCL;

namespace SampleService.Storage.Sqlite;

/// <summary>The one place where failures of SQLite become failures a caller can be told of, and are logged.</summary>
internal sealed partial class SqliteErrors(ILogger logger)
{
    private const string Full = "full", Io = "io", ReadOnly = "readonly", Damaged = "damaged", Lost = "lost";

    /// <summary>Whether writes fail, as far as the failures tell that came by here.</summary>
    public WriteHealth Writes { get; } = new();

    /// <summary>What the caller gets for an exception: failures of SQLite translated, others as they are.</summary>
    public Exception Translate(Exception exception)
    {
        if (exception is SqliteException failure)
            LogFailure(failure.SqliteExtendedErrorCode, failure);
        else if (exception is not DatabaseFilesException)
            return exception;
        Count(exception);
        return StorageFailure(exception);
    }

    /// <summary>The same of a write within a group, which may be the first to find that the disk is full.</summary>
    public Exception TranslateWrite(Exception exception)
    {
        Mark(exception);
        return Translate(exception);
    }

    /// <summary>A failure that befell a whole group of writes is logged once and told to each.</summary>
    public void GroupFailed(Exception cause, int writes)
    {
        // That the files are lost is logged once, and not with each group that is refused for it.
        if (cause is not DatabaseFilesException)
            LogGroupFailure(writes, cause is SqliteException failure ? failure.SqliteExtendedErrorCode : 0, cause);
        Mark(cause);
        Count(cause);
    }

    public static ServiceException StorageFailure(Exception? cause) =>
        new(ErrorKind.StorageFailure, "Connection to database failed", cause);

    private void Mark(Exception failure)
    {
        if (KindOf(failure) is var kind && kind == Damaged)
            Writes.MarkDamaged();
        else if (kind is Full or Io or ReadOnly or Lost)
            Writes.MarkFailed();
    }

    private static void Count(Exception failure) =>
        StorageInstruments.CountFailure(KindOf(failure));

    private static string KindOf(Exception failure) =>
        failure is DatabaseFilesException ? Lost : KindOf((failure as SqliteException)?.SqliteErrorCode);

    // The connections give extended codes, whose low byte is the code.
    private static string KindOf(int? code) => (code & 0xff) switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "busy",
        raw.SQLITE_FULL => Full,
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => Io,
        raw.SQLITE_READONLY or raw.SQLITE_PERM => ReadOnly,
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Damaged,
        _ => "other",
    };

    // The text of an SqliteException names tables and columns, never values.
    [LoggerMessage(3100, LogLevel.Error, "SQLite failed with code {Code}")]
    private partial void LogFailure(int code, Exception exception);

    [LoggerMessage(3101, LogLevel.Error, "A transaction of {Writes} writes failed with SQLite code {Code}; none of them was stored")]
    private partial void LogGroupFailure(int writes, int code, Exception exception);
}
