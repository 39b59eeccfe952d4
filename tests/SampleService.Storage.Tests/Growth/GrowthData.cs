using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SampleService.Storage.Tests.Growth;

/// <summary>
/// Fills a migrated database by a few statements over sets, alike on both back ends. Each sample has one version with
/// one node, one reader, one request, one identifier, one relation, to itself, one offer that has expired, and three links, one of them expired; each object version has three links, one of them expired.
/// </summary>
internal static class GrowthData
{
    /// <summary>How many samples a database has that has grown.</summary>
    public const int Samples = 100_000;

    /// <summary>The object of the workspace after all of those filled in.</summary>
    public const int FreeWorkspace = 1000;

    public const int LinksPerSample = 3;

    private const int Workspaces = 100;

    private const string Tree =
        """[{"id":"root","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{},"source_meta":[]}]""";

    private const string AclState = """{"owner": "owner", "public_read": false, "users": {}}""";

    /// <summary>The id of a sample, counted from 1.</summary>
    public static Guid SampleId(int number) =>
        Guid.ParseExact(string.Create(CultureInfo.InvariantCulture, $"019{number:x5}-0000-7000-8000-{number:x12}"), "D");

    /// <summary>Workspace and number of an object, counted from 1; there are as many as samples, each with one version.</summary>
    public static (long Workspace, long Number) Object(int number) => (1 + (number % Workspaces), number);

    /// <summary>Fills a SQLite database that nobody has open, in one transaction.</summary>
    public static async Task FillSqliteAsync(string path, int samples)
    {
        await using var connection = await OpenAsync(path);
        await RunAsync(
            connection,
            $"""
            PRAGMA cache_size = -262144;
            PRAGMA synchronous = OFF;
            PRAGMA temp_store = MEMORY;
            BEGIN IMMEDIATE;
            CREATE TEMP TABLE numbers AS
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {samples * LinksPerSample}) SELECT i FROM n;
            CREATE TEMP TABLE ids AS SELECT i, printf('019%05x-0000-7000-8000-%012x', i, i) AS id FROM numbers WHERE i <= {samples};
            CREATE INDEX temp.ids_by_number ON ids (i);
            {Rows("(i % 1000)", "0", "id", "x'00'")}
            INSERT INTO search_words (rowid, words) SELECT (1600000000000 + i) * 1048576, 'sample ' || i FROM ids;
            INSERT INTO data_links
            SELECT lower(printf('%s-%s-4000-8000-%s', hex(randomblob(4)), hex(randomblob(2)), hex(randomblob(6)))),
                {LinkColumns(samples, "ids.id")}
            FROM numbers AS n JOIN temp.ids ON ids.i = 1 + (n.i - 1) % {samples};
            {Counters}
            COMMIT;
            """);
        await RunAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Has a SQLite database that nobody has open take stock; it does not do so by itself.</summary>
    public static async Task AnalyzeSqliteAsync(string path)
    {
        await using var connection = await OpenAsync(path);
        await RunAsync(connection, "ANALYZE");
        await RunAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Fills a PostgreSQL database and has it take stock.</summary>
    public static async Task FillPostgreSqlAsync(string connectionString, int samples)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await RunAsync(
            connection,
            $"""
            -- What is filled in needs no check of its references. A user who may not leave it out waits a little longer.
            SELECT set_config('session_replication_role', 'replica', true) WHERE current_setting('is_superuser') = 'on';
            CREATE TEMP TABLE ids ON COMMIT DROP AS
            SELECT i, ('019' || lpad(to_hex(i), 5, '0') || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid AS id
            FROM generate_series(1, {samples}) AS i;
            {Rows("(i % 1000)", "false", "id", "'\\x00'::bytea")}
            INSERT INTO search_words (ordinal, words)
            SELECT (1600000000000 + i) * 1048576, array_to_tsvector(ARRAY['sample', i::text]) FROM ids;
            INSERT INTO data_links
            SELECT gen_random_uuid(), {LinkColumns(samples, "ids.id")}
            FROM generate_series(1, {samples * LinksPerSample}) AS n (i) JOIN ids ON ids.i = 1 + (n.i - 1) % {samples};
            INSERT INTO tree_pieces SELECT sample_id, version, 0, convert_to(node_tree, 'UTF8') FROM sample_versions;
            {Counters}
            """);
        await RunAsync(connection, "VACUUM ANALYZE");
    }

    private static string Rows(string user, string no, string write, string hash) =>
        $"""
        INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at, ordinal)
        SELECT id, 'owner' || {user}, 1, {no}, 1, 1600000000000 + i, 1600000000000 + i, (1600000000000 + i) * 1048576 FROM ids;
        INSERT INTO sample_acl_changes (sample_id, acl_version, changed_at, write_id, state) SELECT id, 1, 1600000000000 + i, {write}, '{AclState}' FROM ids;
        INSERT INTO sample_acl_writes SELECT id, {write}, 1 FROM ids;
        INSERT INTO sample_acls (sample_id, user_name, level, ordinal) SELECT id, 'user' || {user}, 'read', (1600000000000 + i) * 1048576 FROM ids;
        INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree)
        SELECT id, 1, 'sample ' || i, 'owner' || {user}, 1600000000000 + i, {write}, 1, '{Tree}' FROM ids;
        INSERT INTO relations (id, type, from_sample, to_sample, created_at, created_by) SELECT id, 'part_of', id, id, 1600000000000 + i, 'owner' FROM ids;
        INSERT INTO ownership_offers (sample_id, from_user, to_user, keep, created_at, expires_at)
        SELECT id, 'owner' || {user}, 'user' || {user}, 'none', 1600000000000 + i, 1600000000001 + i FROM ids;
        INSERT INTO identifiers (namespace, value, sample_id, added_at, added_by) SELECT 'igsn', '10.58052/I' || i, id, 1600000000000 + i, 'owner' FROM ids;
        INSERT INTO user_groups (name, title, owner, version, retired, created_at, changed_at)
        SELECT 'lab' || i, '', 'owner' || {user}, 1, {no}, 1600000000000, 1600000000000 FROM ids;
        INSERT INTO group_members (user_name, group_name, role, since, added_by) SELECT 'user' || {user}, 'lab' || i, 'member', 1600000000000, 'owner' FROM ids;
        INSERT INTO group_changes (group_name, version, changed_at, changed_by, change) SELECT 'lab' || i, 1, 1600000000000, 'owner', '[]' FROM ids;
        INSERT INTO requests (user_name, request_id, hash, at, answer) SELECT 'owner' || {user}, 'request ' || i, {hash}, 4000000000000 + i, 'null' FROM ids;
        INSERT INTO search_text (key_id, value, ordinal) SELECT 1, 'sample ' || i, (1600000000000 + i) * 1048576 FROM ids;
        INSERT INTO search_numbers (key_id, dimension, value, ordinal) SELECT 0, 0, 1600000000000 + i, (1600000000000 + i) * 1048576 FROM ids;
        INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length, parent) SELECT id, 1, 'root', 0, 1, {Tree.Length - 2}, -1 FROM ids;
        """;

    private static string LinkColumns(int samples, string write) =>
        $"""
        1 + (1 + (n.i - 1) / 3) % {Workspaces}, 1 + (n.i - 1) / 3, 1, 'd' || n.i, ids.id, 1, 'root', 'user', 1600000000000 + n.i,
        CASE WHEN n.i % 3 = 0 THEN 'user' END, CASE WHEN n.i % 3 = 0 THEN 1600000000000 + n.i + {samples} END, {write},
        CASE WHEN n.i % 3 = 0 THEN ids.id END
        """;

    private const string Counters =
        """
        INSERT INTO object_link_counts
        SELECT workspace_id, object_id, object_version, count(*) FROM data_links WHERE expired_at IS NULL GROUP BY 1, 2, 3;
        INSERT INTO sample_link_counts
        SELECT sample_id, version, count(*) FROM data_links WHERE expired_at IS NULL GROUP BY 1, 2;
        """;

    private static async Task<SqliteConnection> OpenAsync(string path)
    {
        // What is filled in needs no check of its references.
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = false };
        var connection = new SqliteConnection(settings.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }
}
