using Npgsql;
using NpgsqlTypes;

namespace SampleService.Storage.PostgreSql;

/// <summary>A statement and its parameters, which are bound in the order of their numbers ($1, $2 ...).</summary>
internal sealed class PostgreSqlStatement(string sql)
{
    public NpgsqlBatchCommand Command { get; } = new(sql);

    public PostgreSqlStatement Bind(Guid value) => Add(value, NpgsqlDbType.Uuid);

    public PostgreSqlStatement Bind(Guid? value) =>
        value is { } given ? Add(given, NpgsqlDbType.Uuid) : AddNull(NpgsqlDbType.Uuid);

    public PostgreSqlStatement Bind(int value) => Add(value, NpgsqlDbType.Integer);

    public PostgreSqlStatement Bind(int? value) =>
        value is { } given ? Add(given, NpgsqlDbType.Integer) : AddNull(NpgsqlDbType.Integer);

    public PostgreSqlStatement Bind(long value) => Add(value, NpgsqlDbType.Bigint);

    public PostgreSqlStatement Bind(long? value) =>
        value is { } given ? Add(given, NpgsqlDbType.Bigint) : AddNull(NpgsqlDbType.Bigint);

    public PostgreSqlStatement Bind(bool value) => Add(value, NpgsqlDbType.Boolean);

    public PostgreSqlStatement Bind(string? value) =>
        value is { } given ? Add(given, NpgsqlDbType.Text) : AddNull(NpgsqlDbType.Text);

    public PostgreSqlStatement Bind(Guid[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public PostgreSqlStatement Bind(Guid?[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public PostgreSqlStatement Bind(bool[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Boolean);

    public PostgreSqlStatement Bind(int[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public PostgreSqlStatement Bind(int?[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public PostgreSqlStatement Bind(long[]? values) =>
        values is null
            ? AddNull(NpgsqlDbType.Array | NpgsqlDbType.Bigint)
            : Add(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public PostgreSqlStatement Bind(long?[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public PostgreSqlStatement Bind(double value) => Add(value, NpgsqlDbType.Double);

    public PostgreSqlStatement Bind(double[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Double);

    public PostgreSqlStatement Bind(string?[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    /// <summary>Text that is UTF-8 already.</summary>
    public PostgreSqlStatement BindText(ReadOnlyMemory<byte> utf8) => Add(utf8, NpgsqlDbType.Text);

    /// <summary>Texts that are UTF-8 already.</summary>
    public PostgreSqlStatement BindTexts(ReadOnlyMemory<byte>[] utf8) => Add(utf8, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public PostgreSqlStatement BindBytes(ReadOnlyMemory<byte> bytes) => Add(bytes, NpgsqlDbType.Bytea);

    public PostgreSqlStatement BindBytes(byte[][] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    private PostgreSqlStatement Add<T>(T value, NpgsqlDbType type)
    {
        Command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
        return this;
    }

    private PostgreSqlStatement AddNull(NpgsqlDbType type)
    {
        Command.Parameters.Add(new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type });
        return this;
    }
}
