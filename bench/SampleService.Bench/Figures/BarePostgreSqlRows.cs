using Npgsql;
using NpgsqlTypes;
using SampleService.Domain;

namespace SampleService.Bench;

/// <summary>The rows of samples with an entry in their ACLs, a link and an identifier, by one statement for each table, in a PostgreSQL database of their own.</summary>
internal sealed class BarePostgreSqlRows(NpgsqlConnection connection) : IAsyncDisposable
{
    private const string Samples = "FROM unnest($1) WITH ORDINALITY AS a (id, place)";

    /// <summary>$1 are the ids, which are also those of the links and name the writes; $2 is the time, $3 the ordinal before the first.</summary>
    private static readonly string[] Statements =
    [
        $"INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at, ordinal) SELECT id, 'alice', 1, false, 2, $2, $2, $3 + place {Samples}",
        $"INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree) SELECT id, 1, $4, 'alice', $2, id, 2, $5 {Samples}",
        $"INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length, parent) SELECT id, 1, n.name, n.position, 1, 900, n.position - 1 {Samples}, (VALUES ('core-1', 0), ('part-1', 1)) AS n (name, position)",
        $"INSERT INTO search_queue SELECT $3 + place, $2 {Samples}",
        $$$"""
        INSERT INTO sample_acl_changes (sample_id, acl_version, changed_at, changed_by, as_admin, write_id, state)
        SELECT id, 2, $2, 'alice', false, id, '{"owner":"alice","public_read":false,"users":{"bob":"read"}}' {{{Samples}}}
        """,
        $"INSERT INTO sample_acls (sample_id, user_name, level, ordinal) SELECT id, 'bob', 'read', $3 + place {Samples}",
        $"""
        INSERT INTO data_links (id, workspace_id, object_id, object_version, data_id, sample_id, version, node_id, created_by, created_at, created_write_id)
        SELECT id, 1, 1, 1, id::text, id, 1, 'core-1', 'alice', $2, id {Samples}
        """,
        $"INSERT INTO sample_link_counts SELECT id, 1, 1 {Samples}",
        $"INSERT INTO identifiers (namespace, value, sample_id, added_at, added_by) SELECT '~alice', id::text, id, $2, 'alice' {Samples}",
        $"""
        INSERT INTO outbox (at, type, by_user, sample_id, version, link_id, identifier, acl_version)
        SELECT $2, e.type, 'alice', id, e.version, CASE WHEN e.type = 'NEW_LINK' THEN id END, CASE WHEN e.type = 'IDENTIFIER_CHANGE' THEN '~alice:' || id END, e.acl_version
        {Samples}, (VALUES ('NEW_SAMPLE', 1, NULL::bigint), ('ACL_CHANGE', NULL, 2), ('NEW_LINK', 1, NULL), ('IDENTIFIER_CHANGE', NULL, NULL)) AS e (type, version, acl_version)
        """,
    ];

    private long _ordinal;

    public static async Task<BarePostgreSqlRows> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return new BarePostgreSqlRows(connection);
    }

    /// <summary>Writes so many, in one transaction and one round trip.</summary>
    public void Write(int rows)
    {
        var ids = Enumerable.Range(0, rows).Select(static _ => SampleId.New(TimeProvider.System).Value).ToArray();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        using var batch = new NpgsqlBatch(connection);
        foreach (var sql in Statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = now });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _ordinal });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = BenchSample.Name });
            command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = BenchSample.Content.NodeTree, NpgsqlDbType = NpgsqlDbType.Text });
            batch.BatchCommands.Add(command);
        }

        _ordinal += rows;
        batch.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
