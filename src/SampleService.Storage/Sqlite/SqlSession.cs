using System.Buffers;
using System.Text.Json;
using SampleService.Storage.Sql;

namespace SampleService.Storage.Sqlite;

/// <summary>Runs the statements of both databases on a connection to SQLite, on the calling thread: every task is completed.</summary>
internal sealed class SqlSession(SqliteSession session) : ISqlSession
{
    private static readonly string[] Names = [.. Enumerable.Range(1, 16).Select(static number => $"${number}")];

    /// <summary>Runs a query to its end.</summary>
    public static T Run<T>(SqliteSession session, Func<ISqlSession, CancellationToken, Task<T>> operation)
    {
        var running = operation(new SqlSession(session), CancellationToken.None);
        return running.IsCompleted
            ? running.GetAwaiter().GetResult()
            : throw new InvalidOperationException("An operation on SQLite waits for something else than the database.");
    }

    /// <summary>Runs an operation within the transaction that is open, and undoes it unless its result is to be kept.</summary>
    public static T RunUndoable<T>(
        SqliteSession session, Func<ISqlSession, CancellationToken, Task<T>> operation, Func<T, bool> isKept)
    {
        session.Prepare("SAVEPOINT undoable").Execute();
        var result = Run(session, operation);
        if (!isKept(result))
            session.Prepare("ROLLBACK TO undoable").Execute();
        session.Prepare("RELEASE undoable").Execute();
        return result;
    }

    public Task ExecuteAsync(SqlStatement statement, CancellationToken cancellation)
    {
        Prepare(statement).Execute();
        return Task.CompletedTask;
    }

    public Task<bool> ReadAnyAsync(SqlStatement statement, CancellationToken cancellation) =>
        Task.FromResult(Prepare(statement).ReadAny());

    public Task<T?> ReadSingleAsync<T>(SqlStatement statement, Func<ISqlRow, T> read, CancellationToken cancellation)
    {
        var prepared = Prepare(statement);
        return Task.FromResult(prepared.ReadSingle(_ => read(new Row(prepared))));
    }

    public Task<List<T>> ReadAllAsync<T>(SqlStatement statement, Func<ISqlRow, T> read, CancellationToken cancellation)
    {
        var prepared = Prepare(statement);
        return Task.FromResult(prepared.ReadAll(_ => read(new Row(prepared))));
    }

    private SqliteStatement Prepare(SqlStatement statement)
    {
        var prepared = session.Prepare(statement.Sql);
        for (var i = 0; i < statement.Parameters.Count; i++)
        {
            var (type, value) = statement.Parameters[i];
            _ = type switch
            {
                SqlType.Text => prepared.Bind(Names[i], (string?)value),
                SqlType.Integer => prepared.Bind(Names[i], (long?)value),
                SqlType.Boolean => prepared.Bind(Names[i], (bool)value!),
                SqlType.Bytes => prepared.Bind(Names[i], (ReadOnlyMemory<byte>)value!),
                SqlType.TextArray => prepared.BindText(Names[i], ToJson((string[])value!)),
                SqlType.BytesArray => prepared.BindText(Names[i], ToJson([.. ((byte[][])value!).Select(Convert.ToHexString)])),
                _ => throw new NotSupportedException($"Parameters of type {type} are not supported."),
            };
        }

        return prepared;
    }

    private static ReadOnlySpan<byte> ToJson(string[] texts)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            foreach (var text in texts)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }

        return json.WrittenSpan;
    }

    private sealed class Row(SqliteStatement statement) : ISqlRow
    {
        public bool IsNull(int column) => statement.Row.IsNull(column);

        public bool GetBoolean(int column) => statement.Row.GetBoolean(column);

        public long GetInt64(int column) => statement.Row.GetInt64(column);

        public string GetString(int column) => statement.Row.GetString(column);

        public byte[] GetBytes(int column) => statement.Row.GetBytes(column);
    }
}
