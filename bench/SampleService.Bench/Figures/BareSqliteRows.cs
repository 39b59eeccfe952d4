using SampleService.Domain;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Servers;

namespace SampleService.Bench;

/// <summary>The rows of samples with an entry in their ACLs, a link and an identifier, each by a prepared statement, in a SQLite database of their own.</summary>
internal sealed class BareSqliteRows : IDisposable
{
    private const string InsertSample =
        "INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at, ordinal) VALUES (@id, 'alice', 1, 0, 2, @now, @now, @ordinal)";

    /// <summary>What refers to a sample and its version. Its id is also that of its link, and names the writes.</summary>
    private static readonly string[] Statements =
    [
        "INSERT INTO search_queue VALUES (@ordinal, @now)",
        "INSERT INTO sample_acls (sample_id, user_name, level, ordinal) VALUES (@id, 'bob', 'read', @ordinal)",
        """
        INSERT INTO sample_acl_changes (sample_id, acl_version, changed_at, changed_by, as_admin, write_id, state)
        VALUES (@id, 2, @now, 'alice', 0, @id, '{"owner":"alice","public_read":false,"users":{"bob":"read"}}')
        """,
        """
        INSERT INTO data_links (id, workspace_id, object_id, object_version, data_id, sample_id, version, node_id, created_by, created_at, created_write_id)
        VALUES (@id, 1, 1, 1, @id, @id, 1, 'core-1', 'alice', @now, @id)
        """,
        "INSERT INTO sample_link_counts VALUES (@id, 1, 1)",
        "INSERT INTO events (at, type, by_user, sample_id, version, acl_version) VALUES (@now, 'NEW_SAMPLE', 'alice', @id, 1, NULL)",
        "INSERT INTO events (at, type, by_user, sample_id, version, acl_version) VALUES (@now, 'ACL_CHANGE', 'alice', @id, NULL, 2)",
        "INSERT INTO events (at, type, by_user, sample_id, version, link_id) VALUES (@now, 'NEW_LINK', 'alice', @id, 1, @id)",
        "INSERT INTO identifiers (namespace, value, sample_id, added_at, added_by) VALUES ('~alice', @id, @id, @now, 'alice')",
        "INSERT INTO events (at, type, by_user, sample_id, identifier) VALUES (@now, 'IDENTIFIER_CHANGE', 'alice', @id, '~alice:' || @id)",
    ];

    private readonly TemporaryDirectory _folder = new();
    private readonly SqliteSession _session;
    private long _ordinal = 1;

    public BareSqliteRows()
    {
        var path = Path.Combine(_folder.Path, "raw.db");
        CreateSampleFigures.MakeTables(path);
        _session = SqliteSession.OpenWriter(path);
    }

    /// <summary>Writes so many, in one transaction.</summary>
    public void Write(int rows)
    {
        _session.Prepare("BEGIN IMMEDIATE").Execute();
        for (var row = 0; row < rows; row++, _ordinal++)
            Write(SampleId.New(TimeProvider.System).Value);
        _session.Prepare("COMMIT").Execute();
    }

    public void Dispose()
    {
        _session.Close();
        _folder.Dispose();
    }

    private void Write(Guid id)
    {
        var (content, now) = (BenchSample.Content, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Execute(InsertSample, id, now);
        _session.Prepare(SampleSql.InsertVersion)
            .Bind("@id", id).Bind("@version", 1).Bind("@name", content.Name).Bind("@saved_by", "alice").Bind("@now", now)
            .Bind("@write", id).Bind("@count", content.Nodes.Length).BindText("@tree", content.NodeTree.Span).Execute();
        for (var position = 0; position < content.Nodes.Length; position++)
            _session.Prepare(SampleSql.InsertNode)
                .Bind("@id", id).Bind("@version", 1).Bind("@node", content.Nodes[position].Id.Value).Bind("@position", position)
                .Bind("@start", content.Nodes[position].Start).Bind("@length", content.Nodes[position].Length).Bind("@parent", position - 1).Execute();
        foreach (var sql in Statements)
            Execute(sql, id, now);
    }

    private void Execute(string sql, Guid id, long now)
    {
        var statement = _session.Prepare(sql);
        if (sql.Contains("@id", StringComparison.Ordinal))
            statement.Bind("@id", id);
        if (sql.Contains("@now", StringComparison.Ordinal))
            statement.Bind("@now", now);
        if (sql.Contains("@ordinal", StringComparison.Ordinal))
            statement.Bind("@ordinal", _ordinal);
        statement.Execute();
    }
}
