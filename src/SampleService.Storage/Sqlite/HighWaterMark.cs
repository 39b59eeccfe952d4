using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// How many rows the database has had, in a file beside it: samples' versions, links, tokens and workspaces, of which none is ever
/// deleted. A database with fewer has lost acknowledged writes, as when its write-ahead log was cut short or an older copy was put
/// in its place, which SQLite itself cannot notice.
/// </summary>
/// <remarks>
/// It is written after each commit and never synchronized, so it may lag behind after a power cut, and is never ahead of the
/// database. Used by one thread at a time.
/// </remarks>
internal sealed partial class HighWaterMark : IDisposable
{
    /// <summary>A number has all its digits, so that a write replaces the one before.</summary>
    private const string Format = "D19";

    private const int Length = 20;

    /// <summary>Each is the end of an index, and costs a microsecond.</summary>
    private const string CountSql =
        """
        SELECT ifnull((SELECT max(rowid) FROM sample_versions), 0) + ifnull((SELECT max(rowid) FROM data_links), 0)
            + ifnull((SELECT max(id) FROM account_tokens), 0) + ifnull((SELECT max(id) FROM workspaces), 0)
        """;

    private readonly FileStream _file;
    private readonly ILogger _logger;
    private readonly byte[] _line = new byte[Length];
    private bool _isBehind;

    private HighWaterMark(FileStream file, ILogger logger)
    {
        _file = file;
        _logger = logger;
        _line[^1] = (byte)'\n';
    }

    /// <summary>Where it lies.</summary>
    public static string PathOf(string databasePath) => databasePath + ".head";

    /// <summary>The number in the file of a database; 0 if there is none.</summary>
    public static long Read(string databasePath)
    {
        var path = PathOf(databasePath);
        // A power cut can leave anything, or nothing, in a file that is never synchronized.
        return File.Exists(path)
            && long.TryParse(File.ReadAllText(path, Encoding.ASCII).TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            ? rows
            : 0;
    }

    /// <summary>Compares the database with its file, and begins to keep the file.</summary>
    /// <exception cref="DatabaseFilesException">The database has fewer rows than it has had.</exception>
    public static HighWaterMark Open(string databasePath, SqliteSession session, ILogger logger)
    {
        var (had, has) = (Read(databasePath), CountRows(session));
        if (has < had)
            throw new DatabaseFilesException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database {databasePath} lacks {had - has} of {had} rows that were stored in it, as {PathOf(databasePath)} tells: its file -wal was cut short or removed, or this is an older copy. Put the right files back, or remove {PathOf(databasePath)} to go on with this one."));
        var mark = new HighWaterMark(PrivateFiles.Open(PathOf(databasePath), FileShare.ReadWrite), logger);
        mark.Write(has);
        return mark;
    }

    /// <summary>Remembers what was committed.</summary>
    public void Advance(SqliteSession session) => Write(CountRows(session));

    public void Dispose() => _file.Dispose();

    private static long CountRows(SqliteSession session) => session.Prepare(CountSql).ReadSingle(static row => row.GetInt64(0));

    private void Write(long rows)
    {
        rows.TryFormat(_line, out _, Format, CultureInfo.InvariantCulture);
        try
        {
            RandomAccess.Write(_file.SafeFileHandle, _line, 0);
            _isBehind = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It lags behind then, which is harmless: the database itself has the commit.
            if (!_isBehind)
                NotWritten(_logger, _file.Name, exception.Message);
            _isBehind = true;
        }
    }

    [LoggerMessage(3105, LogLevel.Warning, "{Path} could not be written ({Reason}): until it can, a start does not notice the loss of what is stored now")]
    private static partial void NotWritten(ILogger log, string path, string reason);
}
