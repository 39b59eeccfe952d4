using Npgsql;
using SampleService.Storage.Sql;

namespace SampleService.Storage.PostgreSql;

/// <summary>Runs the statements of both databases on a connection to PostgreSQL.</summary>
internal sealed class SqlSession(PostgreSqlSession session) : ISqlSession
{
    public Task ExecuteAsync(SqlStatement statement, CancellationToken cancellation) =>
        session.ExecuteAsync(Translate(statement), cancellation);

    public Task<bool> ReadAnyAsync(SqlStatement statement, CancellationToken cancellation) =>
        session.ReadAnyAsync(Translate(statement), cancellation);

    public Task<T?> ReadSingleAsync<T>(SqlStatement statement, Func<ISqlRow, T> read, CancellationToken cancellation) =>
        session.ReadSingleAsync(Translate(statement), row => read(new Row(row)), cancellation);

    public Task<List<T>> ReadAllAsync<T>(SqlStatement statement, Func<ISqlRow, T> read, CancellationToken cancellation) =>
        session.ReadAllAsync(Translate(statement), row => read(new Row(row)), cancellation);

    private static PostgreSqlStatement Translate(SqlStatement statement)
    {
        var translated = new PostgreSqlStatement(statement.Sql);
        foreach (var (type, value) in statement.Parameters)
            _ = type switch
            {
                SqlType.Text => translated.Bind((string?)value),
                SqlType.Integer => translated.Bind((long?)value),
                SqlType.Boolean => translated.Bind((bool)value!),
                SqlType.Bytes => translated.BindBytes((ReadOnlyMemory<byte>)value!),
                SqlType.TextArray => translated.Bind((string[])value!),
                SqlType.BytesArray => translated.BindBytes((byte[][])value!),
                _ => throw new NotSupportedException($"Parameters of type {type} are not supported."),
            };
        return translated;
    }

    private sealed class Row(NpgsqlDataReader reader) : ISqlRow
    {
        public bool IsNull(int column) => reader.IsDBNull(column);

        public bool GetBoolean(int column) => reader.GetBoolean(column);

        // Integers of 32 bits are widened.
        public long GetInt64(int column) => reader.GetInt64(column);

        public string GetString(int column) => reader.GetString(column);

        public byte[] GetBytes(int column) => reader.GetFieldValue<byte[]>(column);
    }
}
