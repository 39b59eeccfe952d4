using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Columns as values of the domain.</summary>
internal static class PostgreSqlReaderExtensions
{
    public static Timestamp GetTimestamp(this NpgsqlDataReader reader, int column) => new(reader.GetInt64(column));

    public static Timestamp? GetTimestampOrNull(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : new Timestamp(reader.GetInt64(column));

    public static string? GetStringOrNull(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>The level that a row of <c>sample_acls</c> gives; none where there is no row.</summary>
    public static AccessLevel GetLevel(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? AccessLevel.None : reader.GetString(column) switch
        {
            AclLevels.Admin => AccessLevel.Admin,
            AclLevels.Write => AccessLevel.Write,
            _ => AccessLevel.Read,
        };

    public static UserName GetUser(this NpgsqlDataReader reader, int column) => new(reader.GetString(column));

    public static UserName? GetUserOrNull(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : new UserName(reader.GetString(column));
}
