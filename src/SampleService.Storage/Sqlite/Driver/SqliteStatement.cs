using System.Buffers.Text;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// A prepared statement of one session. Bind its parameters, then run it once; that unbinds them again.
/// </summary>
/// <remarks>Errors surface as <see cref="SqliteException"/>; <see cref="SqliteDatabase"/> translates them.</remarks>
public sealed class SqliteStatement
{
    private const int MaxBytesOnStack = 1024;

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly string[] _parameters;
    private int _expected;
    private bool _bound;

    internal SqliteStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement, out var rest));
        if (rest is not null && rest.AsSpan().ContainsAnyExcept(' ', '\n'))
            throw new ArgumentException("More than one statement.", nameof(sql));
        _parameters = new string[raw.sqlite3_bind_parameter_count(_statement)];
        for (var i = 0; i < _parameters.Length; i++)
            _parameters[i] = raw.sqlite3_bind_parameter_name(_statement, i + 1).utf8_to_string();
    }

    /// <summary>Binds a TEXT, or NULL.</summary>
    public SqliteStatement Bind(string name, string? value)
    {
        if (value is null)
            return BindNull(name);
        if (value.Length > MaxBytesOnStack / 3)
            return BindText(name, Encoding.UTF8.GetBytes(value));
        Span<byte> utf8 = stackalloc byte[MaxBytesOnStack];
        return BindText(name, utf8[..Encoding.UTF8.GetBytes(value, utf8)]);
    }

    /// <summary>Binds an INTEGER, or NULL.</summary>
    public SqliteStatement Bind(string name, long? value) => value is { } number ? Bind(name, number) : BindNull(name);

    /// <summary>Binds an INTEGER.</summary>
    public SqliteStatement Bind(string name, long value) =>
        Bound(raw.sqlite3_bind_int64(_statement, IndexOf(name), value));

    /// <summary>Binds an INTEGER.</summary>
    public SqliteStatement Bind(string name, int value) => Bind(name, (long)value);

    /// <summary>Binds a REAL; not a NaN, which would be NULL.</summary>
    public SqliteStatement Bind(string name, double value) =>
        Bound(raw.sqlite3_bind_double(_statement, IndexOf(name), value));

    /// <summary>Binds 1 for true and 0 for false.</summary>
    public SqliteStatement Bind(string name, bool value) => Bind(name, value ? 1L : 0L);

    /// <summary>Binds the TEXT of a UUID in lower case with hyphens.</summary>
    public SqliteStatement Bind(string name, Guid value)
    {
        Span<byte> utf8 = stackalloc byte[36];
        value.TryFormat(utf8, out _);
        return BindText(name, utf8);
    }

    /// <summary>Binds the TEXT of a UUID, or NULL.</summary>
    public SqliteStatement Bind(string name, Guid? value) => value is { } id ? Bind(name, id) : BindNull(name);

    /// <summary>Binds a BLOB.</summary>
    public SqliteStatement Bind(string name, ReadOnlyMemory<byte> value) => Bound(value.IsEmpty
        ? raw.sqlite3_bind_zeroblob(_statement, IndexOf(name), 0)
        : raw.sqlite3_bind_blob(_statement, IndexOf(name), value.Span));

    /// <summary>Binds a TEXT given as UTF-8.</summary>
    public SqliteStatement BindText(string name, ReadOnlySpan<byte> utf8) => Bound(utf8.IsEmpty
        ? raw.sqlite3_bind_text(_statement, IndexOf(name), "") // an empty span would bind NULL
        : raw.sqlite3_bind_text(_statement, IndexOf(name), utf8));

    /// <summary>Binds NULL, as do parameters left unbound.</summary>
    public SqliteStatement BindNull(string name) => Bound(raw.sqlite3_bind_null(_statement, IndexOf(name)));

    /// <summary>Runs the statement to its end.</summary>
    /// <returns>The rows it inserted, changed, or deleted; for other statements the number has no meaning.</returns>
    public int Execute()
    {
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_changes(_connection);
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>Whether there is a row.</summary>
    public bool ReadAny()
    {
        try
        {
            return Step();
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>The first row; the default of <typeparamref name="T"/> if there is none.</summary>
    public T? ReadSingle<T>(Func<SqliteRow, T> read)
    {
        try
        {
            return Step() ? read(new SqliteRow(_statement)) : default;
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>The first column of the first row; null if there is no row or it is NULL.</summary>
    public long? ReadInt64() => ReadSingle(static row => row.GetInt64OrNull(0));

    /// <summary>The first column of the first row; null if there is no row or it is NULL.</summary>
    public string? ReadString() => ReadSingle(static row => row.GetStringOrNull(0));

    /// <summary>All rows.</summary>
    public List<T> ReadAll<T>(Func<SqliteRow, T> read)
    {
        var rows = new List<T>();
        ForEach(row => rows.Add(read(row)));
        return rows;
    }

    /// <summary>Hands over one row after the other.</summary>
    public void ForEach(Action<SqliteRow> take)
    {
        try
        {
            while (Step())
                take(new SqliteRow(_statement));
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>Drops what was bound and never run, because something failed in between.</summary>
    internal void ClearIfBound()
    {
        if (_bound)
            Clear();
    }

    internal void Close() => _statement.Dispose();

    /// <summary>The row that the statement stands on.</summary>
    internal SqliteRow Row => new(_statement);

    private bool Step()
    {
        _bound = true;
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        if (code != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(code, _connection);
        return false;
    }

    // The code that reset gives repeats that of the last step, which was thrown already.
    private void Clear()
    {
        raw.sqlite3_reset(_statement);
        raw.sqlite3_clear_bindings(_statement);
        _expected = 0;
        _bound = false;
    }

    // Parameters are bound in the order in which they stand, as a rule.
    private int IndexOf(string name)
    {
        if (_expected >= _parameters.Length || _parameters[_expected] != name)
            _expected = Array.IndexOf(_parameters, name);
        if (_expected < 0)
        {
            _expected = 0;
            throw new ArgumentException($"The statement has no parameter {name}.", nameof(name));
        }

        return ++_expected;
    }

    private SqliteStatement Bound(int code)
    {
        _bound = true;
        Check(code);
        return this;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, _connection);
    }
}

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

    /// <summary>A REAL column; 0 if it is NULL.</summary>
    public double GetDouble(int column) => raw.sqlite3_column_double(_statement, column);

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
