using Microsoft.Extensions.Logging;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// Whether the database file and its write-ahead log are still those that were opened. The operating system lets both be
/// moved, replaced and deleted while they are open; what is written then is in no file that anybody finds again.
/// </summary>
internal sealed partial class DatabaseFiles
{
    private readonly ILogger _logger;
    private readonly string _databasePath;
    private readonly WatchedFile _database;
    private readonly WatchedFile _log;
    private int _isLost;

    /// <param name="databasePath">By which the database was opened.</param>
    /// <param name="openedPath">The same with symbolic links resolved: beside it lies the log, which has to be open.</param>
    /// <param name="logger">Gets one line when the files are lost, and one when they are back.</param>
    public DatabaseFiles(string databasePath, string openedPath, ILogger logger)
    {
        _logger = logger;
        _databasePath = databasePath;
        _database = new WatchedFile(databasePath);
        _log = new WatchedFile(LogOf(openedPath));
    }

    /// <summary>The write-ahead log of a database.</summary>
    public static string LogOf(string databasePath) => databasePath + "-wal";

    /// <summary>Looks whether both are in place: two system calls.</summary>
    /// <exception cref="DatabaseFilesException">They are not.</exception>
    public void RequireInPlace()
    {
        if (_database.IsInPlace() && _log.IsInPlace())
        {
            if (Volatile.Read(ref _isLost) != 0 && Interlocked.Exchange(ref _isLost, 0) != 0)
                FilesAreBack(_logger, _databasePath);
            return;
        }

        if (Interlocked.Exchange(ref _isLost, 1) == 0)
            FilesAreLost(_logger, _databasePath);
        throw new DatabaseFilesException(
            $"The database {_databasePath} or its file -wal was moved, replaced or deleted while it was open.");
    }

    /// <summary>
    /// Refuses to make a new database where an earlier one has left data: of a log without a database SQLite makes an empty one.
    /// Nothing is touched.
    /// </summary>
    /// <exception cref="DatabaseFilesException">There is no database, or an empty one, and something of it is left.</exception>
    public static void RequireNoRemains(string databasePath)
    {
        string[] journals = [LogOf(databasePath), databasePath + "-journal"];
        // Before the look for the database: another process that makes one makes the database first.
        var journal = Array.Find(journals, HasData);
        if (HasData(databasePath))
            return;
        if (journal is not null)
            throw new DatabaseFilesException(
                $"The database {databasePath} is gone, but {journal} has data of it: put the database back, or move that file away to begin anew.");
        if (HighWaterMark.Read(databasePath) > 0)
            throw new DatabaseFilesException(
                $"The database {databasePath} is gone, which had data as {HighWaterMark.PathOf(databasePath)} tells: "
                + "put it back, or remove that file to begin anew.");
    }

    private static bool HasData(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };

    [LoggerMessage(3103, LogLevel.Error, "The database {Path} or its file -wal was moved, replaced or deleted while it is open: writes are refused until the files are in their places again, or the service is started anew")]
    private static partial void FilesAreLost(ILogger log, string path);

    [LoggerMessage(3104, LogLevel.Warning, "The database {Path} and its file -wal are in their places again")]
    private static partial void FilesAreBack(ILogger log, string path);

    /// <summary>A path and the file that it led to when the database was opened.</summary>
    private sealed class WatchedFile
    {
        private readonly byte[] _path;
        private readonly bool _isKnown;
        private readonly FileIdentity _opened;

        public WatchedFile(string path)
        {
            _path = FileIdentity.ToNative(path);
            _isKnown = FileIdentity.TryRead(_path, out _opened) && _opened != FileIdentity.None;
        }

        public bool IsInPlace() => !_isKnown || !FileIdentity.TryRead(_path, out var now) || now == _opened;
    }
}
