using System.Buffers.Text;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// The row a statement stands on; columns are numbered from 0. Spans taken from it end with the function the row was
/// handed to.
/// </summary>
public readonly ref struct SqliteRow
{
    private readonly sqlite3_stmt _statement;

    internal SqliteRow(sqlite3_stmt statement) => _statement = statement;

    /// <summary>Whether the column is NULL.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>An INTEGER column; 0 if it is NULL.</summary>
    public long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>An INTEGER column that has to fit; 0 if it is NULL.</summary>
    public int GetInt32(int column) => checked((int)GetInt64(column));

    /// <summary>An INTEGER column; null if it is NULL.</summary>
    public long? GetInt64OrNull(int column) => IsNull(column) ? null : GetInt64(column);

    /// <summary>An INTEGER column that is 0 or 1.</summary>
    public bool GetBoolean(int column) => GetInt64(column) != 0;

    /// <summary>The bytes of a TEXT (UTF-8) or BLOB column in the memory of SQLite; empty if it is NULL.</summary>
    public ReadOnlySpan<byte> GetUtf8(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>A copy of the bytes of a TEXT (UTF-8) or BLOB column; empty if it is NULL.</summary>
    public byte[] GetBytes(int column) => GetUtf8(column).ToArray();

    /// <summary>A TEXT column; empty if it is NULL.</summary>
    public string GetString(int column) => Encoding.UTF8.GetString(GetUtf8(column));

    /// <summary>A TEXT column; null if it is NULL.</summary>
    public string? GetStringOrNull(int column)
    {
        var utf8 = GetUtf8(column);
        return utf8.IsEmpty && IsNull(column) ? null : Encoding.UTF8.GetString(utf8);
    }

    /// <summary>A TEXT column that holds a UUID with hyphens.</summary>
    public Guid GetGuid(int column) =>
        Utf8Parser.TryParse(GetUtf8(column), out Guid id, out var length, 'D') && length == 36
            ? id
            : throw new SqliteException($"Column {column} holds no UUID.", raw.SQLITE_MISMATCH);
}
