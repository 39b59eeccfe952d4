namespace SampleService.Storage.Sql;

/// <summary>A statement for either database, with its parameters in the order of their numbers ($1, $2 ...).</summary>
/// <param name="sql">The text; SQLite keeps it prepared for good, so it must not be made up of values.</param>
internal sealed class SqlStatement(string sql)
{
    private readonly List<SqlParameter> _parameters = [];

    public string Sql { get; } = sql;

    public IReadOnlyList<SqlParameter> Parameters => _parameters;

    public SqlStatement Bind(string? value) => Add(SqlType.Text, value);

    public SqlStatement Bind(long? value) => Add(SqlType.Integer, value);

    public SqlStatement Bind(bool value) => Add(SqlType.Boolean, value);

    public SqlStatement Bind(ReadOnlyMemory<byte> value) => Add(SqlType.Bytes, value);

    /// <summary>For <see cref="SqlDialect.IsAnyOf"/>.</summary>
    public SqlStatement Bind(string[] values) => Add(SqlType.TextArray, values);

    /// <summary>For <see cref="SqlDialect.IsAnyOfBytes"/>.</summary>
    public SqlStatement Bind(byte[][] values) => Add(SqlType.BytesArray, values);

    private SqlStatement Add(SqlType type, object? value)
    {
        _parameters.Add(new SqlParameter(type, value));
        return this;
    }
}

/// <summary>A value and its type, which NULL does not show.</summary>
internal readonly record struct SqlParameter(SqlType Type, object? Value);

/// <summary>The types of parameters.</summary>
internal enum SqlType
{
    Text,
    Integer,
    Boolean,
    Bytes,
    TextArray,
    BytesArray,
}
