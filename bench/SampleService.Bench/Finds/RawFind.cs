using System.Data;
using Npgsql;
using SampleService.Storage.Sqlite;

namespace SampleService.Bench;

/// <summary>
/// The yardstick of a find: one prepared statement that reads the rows of as many samples, those that the caller may read, in the same order. No HTTP, no
/// filter, no transaction; rows are read and dropped.
/// </summary>
internal abstract class RawFind : IDisposable
{
    /// <summary>One more than is shown is looked for.</summary>
    protected const int PageRows = 101;

    /// <summary>Runs it once.</summary>
    /// <returns>How many rows there were.</returns>
    public abstract int Run();

    public abstract void Dispose();

    /// <summary>How many rows are read: a page, or what may be looked at where nothing matches.</summary>
    protected static int RowsOf(FindQuestion question) => question.Argument == FindQuestion.Walked ? 10_000 : PageRows;

    protected static string Columns(FindQuestion question) =>
        $"s.ordinal, s.id, s.owner, s.head, s.acl_version, s.created_at, a.level, v.saved_by, v.saved_at, v.node_count, v.name{(question.RawHasTrees ? ", v.node_tree" : "")}";
}

/// <summary>It on SQLite.</summary>
internal sealed class SqliteRawFind(FindQuestion question, string path) : RawFind
{
    private readonly SqliteSession _session = SqliteSession.OpenReader(path);

    private readonly string _sql =
        $"""
        SELECT {Columns(question)} FROM ({question.Raw}) AS c
        CROSS JOIN samples AS s ON s.ordinal = c.ordinal
        CROSS JOIN sample_acls AS a ON a.sample_id = s.id AND a.user_name = '{question.Reader}'
        CROSS JOIN sample_versions AS v ON v.sample_id = s.id AND v.version = s.head
        LIMIT {RowsOf(question)}
        """;

    public override int Run()
    {
        var count = 0;
        _session.Prepare(_sql).ForEach(row =>
        {
            row.GetInt64(0);
            row.GetGuid(1);
            row.GetString(2);
            row.GetString(7);
            row.GetStringOrNull(10);
            if (question.RawHasTrees)
                row.GetBytes(11);
            count++;
        });
        return count;
    }

    public override void Dispose() => _session.Close();
}

/// <summary>It on PostgreSQL.</summary>
internal sealed class PostgreSqlRawFind : RawFind
{
    private readonly FindQuestion _question;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _command;

    public PostgreSqlRawFind(FindQuestion question, string connectionString)
    {
        _question = question;
        _connection = new NpgsqlConnection(connectionString);
        _connection.Open();
        using (var settings = new NpgsqlCommand("SET enable_seqscan = off", _connection))
            settings.ExecuteNonQuery();
        _command = new NpgsqlCommand(
            $"""
            SELECT {Columns(question)} FROM ({question.Raw}) AS c
            CROSS JOIN LATERAL (SELECT * FROM samples AS s WHERE s.ordinal = c.ordinal OFFSET 0) AS s
            CROSS JOIN LATERAL (SELECT * FROM sample_acls AS a WHERE a.sample_id = s.id AND a.user_name = '{question.Reader}' OFFSET 0) AS a
            CROSS JOIN LATERAL (SELECT * FROM sample_versions AS v WHERE v.sample_id = s.id AND v.version = s.head OFFSET 0) AS v
            LIMIT {RowsOf(question)}
            """, _connection);
        _command.Prepare();
    }

    public override int Run()
    {
        var count = 0;
        using var rows = _command.ExecuteReader(CommandBehavior.SequentialAccess);
        for (; rows.Read(); count++)
        {
            rows.GetInt64(0);
            rows.GetGuid(1);
            rows.GetString(2);
            rows.GetString(7);
            if (_question.RawHasTrees)
                rows.GetFieldValue<byte[]>(11);
        }

        return count;
    }

    public override void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }
}
