using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// One connection with its prepared statements, for the length of one operation or query: it is not to be kept. Used by
/// one thread at a time.
/// </summary>
public sealed class SqliteSession
{
    private const int BusyMilliseconds = 2000;

    /// <summary>The same for a change of the schema, which comes once, and before there are callers who wait.</summary>
    private const int MigrationBusyMilliseconds = 60_000;

    /// <summary>Other applications too call a table schema_migrations, with other columns.</summary>
    private const string ForeignTableSql =
        """
        SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
            AND NOT EXISTS (SELECT 1 FROM pragma_table_info('schema_migrations') WHERE name = 'checksum') LIMIT 1
        """;

    private readonly sqlite3 _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    private SqliteSession(sqlite3 connection) => _connection = connection;

    /// <summary>Whether a transaction is open; a grave error of SQLite ends it by itself.</summary>
    internal bool InTransaction => raw.sqlite3_get_autocommit(_connection) == 0;

    /// <summary>Rows inserted, changed and deleted since the connection was opened; wraps around.</summary>
    internal int TotalChanges => raw.sqlite3_total_changes(_connection);

    /// <summary>The path of the database file, with symbolic links resolved.</summary>
    internal string Path => raw.sqlite3_db_filename(_connection, "main").utf8_to_string();

    /// <summary>
    /// The statement of this text, ready to be bound. It is kept for good, so the text has to be a constant.
    /// </summary>
    public SqliteStatement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
        {
            known.ClearIfBound();
            return known;
        }

        var statement = new SqliteStatement(_connection, sql);
        _statements.Add(sql, statement);
        return statement;
    }

    /// <summary>
    /// A piece of a TEXT or BLOB value, counted in bytes, without reading the whole value into memory.
    /// </summary>
    /// <exception cref="SqliteException">The piece is not within the value, or there is no such row.</exception>
    public byte[] ReadPiece(string table, string column, long rowId, int start, int length)
    {
        Check(raw.sqlite3_blob_open(_connection, "main", table, column, rowId, 0, out var value));
        using (value)
        {
            var piece = GC.AllocateUninitializedArray<byte>(length);
            Check(raw.sqlite3_blob_read(value, piece, start));
            return piece;
        }
    }

    /// <summary>Runs a script of several statements.</summary>
    internal void ExecuteScript(string sql) => Check(raw.sqlite3_exec(_connection, sql));

    /// <summary>
    /// Moves the write-ahead log into the database file and leaves an empty one. Waits for nobody: while somebody reads an earlier
    /// state it moves what it can.
    /// </summary>
    /// <returns>Whether the log is empty.</returns>
    internal bool TryEmptyLog()
    {
        raw.sqlite3_busy_timeout(_connection, 0);
        try
        {
            // The first column tells whether somebody was in the way.
            return Prepare("PRAGMA wal_checkpoint(TRUNCATE)").ReadInt64() == 0;
        }
        finally
        {
            raw.sqlite3_busy_timeout(_connection, BusyMilliseconds);
        }
    }

    /// <summary>Begins a transaction that writes, and waits for another application that is writing longer than usual.</summary>
    internal void BeginMigration()
    {
        raw.sqlite3_busy_timeout(_connection, MigrationBusyMilliseconds);
        try
        {
            Prepare("BEGIN IMMEDIATE").Execute();
        }
        finally
        {
            raw.sqlite3_busy_timeout(_connection, BusyMilliseconds);
        }
    }

    /// <summary>Opens the connection that writes.</summary>
    /// <exception cref="DatabaseFilesException">The file is the database of another application. It was not changed.</exception>
    internal static SqliteSession OpenWriter(string path)
    {
        var session = Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        try
        {
            // Before anything else, since to set the journal mode changes the file.
            if (session.Prepare(ForeignTableSql).ReadSingle(static row => row.GetString(0)) is { } table)
                throw new DatabaseFilesException($"{path} is the database of another application: it has a table {table}, and no schema of this service.");
            // Of a file that may only be read SQLite makes a database that may only be read, without a word.
            if (raw.sqlite3_db_readonly(session._connection, "main") != 0)
                throw new SqliteException("The file may only be read.", raw.SQLITE_READONLY);
            // WAL has to be what the file really got: without it commits of several writers would not be one write.
            if (session.Prepare("PRAGMA journal_mode = WAL").ReadString() != "wal")
                throw new SqliteException("The file system does not allow a write-ahead log.", raw.SQLITE_CANTOPEN);
            session.ExecuteScript(
                """
                PRAGMA synchronous = FULL;
                PRAGMA foreign_keys = ON;
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -65536;
                PRAGMA mmap_size = 268435456;
                PRAGMA wal_autocheckpoint = 4000;
                PRAGMA journal_size_limit = 67108864;
                """);
            return session;
        }
        catch
        {
            session.Close();
            throw;
        }
    }

    /// <summary>Opens a connection that only reads; the database has to exist.</summary>
    internal static SqliteSession OpenReader(string path)
    {
        var session = Open(path, raw.SQLITE_OPEN_READONLY);
        try
        {
            session.ExecuteScript(
                """
                PRAGMA query_only = ON;
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -16384;
                PRAGMA mmap_size = 268435456;
                """);
            return session;
        }
        catch
        {
            session.Close();
            throw;
        }
    }

    internal void Close()
    {
        foreach (var statement in _statements.Values)
            statement.Close();
        _connection.Dispose();
    }

    private static SqliteSession Open(string path, int access)
    {
        Batteries_V2.Init();
        var code = raw.sqlite3_open_v2(path, out var connection, access | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            SqliteException.ThrowExceptionForRC(code, connection);
            raw.sqlite3_extended_result_codes(connection, 1);
            raw.sqlite3_busy_timeout(connection, BusyMilliseconds);
            return new SqliteSession(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, _connection);
    }
}
