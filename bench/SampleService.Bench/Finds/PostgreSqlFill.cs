using System.Text;
using Npgsql;
using NpgsqlTypes;
using SampleService.Storage;

namespace SampleService.Bench;

/// <summary>Fills a PostgreSQL database by COPY. Indexes of postings are made in the end.</summary>
internal sealed class PostgreSqlFill : IFillTarget
{
    private readonly string _connectionString;
    private readonly List<NpgsqlConnection> _connections = [];
    private readonly NpgsqlBinaryImporter _samples, _versions, _acls;
    private readonly TextWriter _words;

    /// <param name="connectionString">The database; has its tables, and is empty.</param>
    public PostgreSqlFill(string connectionString)
    {
        _connectionString = connectionString;
        Execute(
            """
            DROP INDEX search_words_of_all;
            ALTER TABLE search_text DROP CONSTRAINT search_text_pkey;
            ALTER TABLE search_numbers DROP CONSTRAINT search_numbers_pkey;
            """);
        _samples = Open().BeginBinaryImport(
            "COPY samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at, ordinal, indexed) FROM STDIN (FORMAT binary)");
        _versions = Open().BeginBinaryImport(
            "COPY sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree) FROM STDIN (FORMAT binary)");
        _acls = Open().BeginBinaryImport("COPY sample_acls (sample_id, user_name, level, ordinal) FROM STDIN (FORMAT binary)");
        _words = Open().BeginTextImport("COPY search_words (ordinal, words) FROM STDIN");
    }

    public async Task AddAsync(IReadOnlyList<FilledSample> samples, IReadOnlyList<WordsRow> words)
    {
        foreach (var sample in samples)
        {
            Write(_samples, sample.Id, sample.Owner, 1, false, 1L, sample.At, sample.At, sample.Ordinal, 1);
            Write(
                _versions, sample.Id, 1, sample.Name, sample.Owner, sample.At, sample.Id, 1, Encoding.UTF8.GetString(sample.Json));
            foreach (var reader in sample.Readers)
                Write(_acls, sample.Id, reader, "read", sample.Ordinal);
        }

        foreach (var row in words)
        {
            await _words.WriteAsync(FormattableString.Invariant($"{row.Ordinal}\t"));
            // Words are letters, digits and marks: nothing in them has to be escaped.
            await _words.WriteAsync(string.Join(' ', row.Words.Select(static word => $"'{word}'")));
            await _words.WriteAsync('\n');
        }
    }

    public async Task EndAsync(FilledPostings postings)
    {
        foreach (var import in (NpgsqlBinaryImporter[])[_samples, _versions, _acls])
            await import.CompleteAsync();
        await CloseAsync();
        Copy(
            "COPY search_keys (id, key, value_key) FROM STDIN (FORMAT binary)", postings.Keys,
            static (import, key) => Write(import, key.Value, key.Key.Key, key.Key.ValueKey));
        Copy(
            "COPY search_dimensions (id, name) FROM STDIN (FORMAT binary)", postings.Dimensions,
            static (import, dimension) => Write(import, dimension.Value, dimension.Key));
        Copy(
            "COPY search_text (key_id, value, ordinal) FROM STDIN (FORMAT binary)", postings.Texts,
            static (import, row) => Write(import, row.Key, row.Value, row.Ordinal));
        Copy(
            "COPY search_numbers (key_id, dimension, value, ordinal) FROM STDIN (FORMAT binary)", postings.Numbers,
            static (import, row) => Write(import, row.Key, row.Dimension, row.Value, row.Ordinal));
        Execute(
            """
            SET maintenance_work_mem = '1GB';
            ALTER TABLE search_text ADD PRIMARY KEY (key_id, value, ordinal);
            ALTER TABLE search_numbers ADD PRIMARY KEY (key_id, dimension, value, ordinal);
            CREATE INDEX search_words_of_all ON search_words USING gin (words) WITH (fastupdate = off);
            SELECT setval(pg_get_serial_sequence('search_keys', 'id'), (SELECT max(id) FROM search_keys));
            SELECT setval(pg_get_serial_sequence('search_dimensions', 'id'), (SELECT max(id) FROM search_dimensions));
            """);
        Execute("VACUUM ANALYZE");
        Execute("CHECKPOINT");
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        foreach (var connection in _connections)
            await connection.DisposeAsync();
    }

    private async Task CloseAsync()
    {
        foreach (var import in (NpgsqlBinaryImporter[])[_samples, _versions, _acls])
            await import.DisposeAsync();
        await _words.DisposeAsync();
    }

    private static void Write(NpgsqlBinaryImporter import, params ReadOnlySpan<object> row)
    {
        import.StartRow();
        foreach (var value in row)
            switch (value)
            {
                case Guid id:
                    import.Write(id, NpgsqlDbType.Uuid);
                    break;
                case int number:
                    import.Write(number, NpgsqlDbType.Integer);
                    break;
                case long number:
                    import.Write(number, NpgsqlDbType.Bigint);
                    break;
                case double number:
                    import.Write(number, NpgsqlDbType.Double);
                    break;
                case bool flag:
                    import.Write(flag, NpgsqlDbType.Boolean);
                    break;
                default:
                    import.Write((string)value, NpgsqlDbType.Text);
                    break;
            }
    }

    private void Copy<T>(string sql, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write)
    {
        using var import = Open().BeginBinaryImport(sql);
        foreach (var row in rows)
            write(import, row);
        import.Complete();
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connectionString) { CommandTimeout = 0, Pooling = false }.ConnectionString);
        _connections.Add(connection);
        connection.Open();
        // What is filled in needs no check of its references.
        using var command = new NpgsqlCommand("SET session_replication_role = replica", connection);
        command.ExecuteNonQuery();
        return connection;
    }

    private void Execute(string sql)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
