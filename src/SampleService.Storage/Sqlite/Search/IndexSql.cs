namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="SearchIndexStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class IndexSql
{
    private const string Columns =
        """
        q.ordinal, s.id, s.head, s.indexed, EXISTS (SELECT 1 FROM search_words_docsize AS w WHERE w.id = q.ordinal),
        (SELECT coalesce(sum(octet_length(v.node_tree)), 0) FROM sample_versions AS v WHERE v.sample_id = s.id AND v.version IN (s.head, s.indexed))
        """;

    // The newest, without those that have failed twice.
    public const string FindQueued =
        $"""
        SELECT {Columns} FROM search_queue AS q CROSS JOIN samples AS s ON s.ordinal = q.ordinal
        WHERE q.ordinal > 0 AND NOT EXISTS (
            SELECT 1 FROM search_failures AS f WHERE f.ordinal = q.ordinal AND f.version = s.head AND f.failures >= 2)
        ORDER BY q.ordinal DESC LIMIT @limit
        """;

    public const string FindRow =
        "SELECT s.head, s.indexed FROM samples AS s WHERE s.ordinal = @ordinal AND EXISTS (SELECT 1 FROM search_queue AS q WHERE q.ordinal = @ordinal)";

    public const string FindVersion =
        "SELECT name, saved_at, vocabulary, node_tree FROM sample_versions WHERE sample_id = @id AND version = @version";

    public const string AddKey =
        """
        INSERT INTO search_keys (id, key, value_key) VALUES ((SELECT coalesce(max(id), 15) + 1 FROM search_keys), @key, @value_key)
        ON CONFLICT (key, value_key) DO UPDATE SET key = excluded.key RETURNING id
        """;

    public const string AddDimension =
        "INSERT INTO search_dimensions (name) VALUES (@name) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id";

    public const string RemoveText = "DELETE FROM search_text WHERE key_id = @key AND value = @value AND ordinal = @ordinal";

    public const string AddText = "INSERT INTO search_text (key_id, value, ordinal) VALUES (@key, @value, @ordinal) ON CONFLICT DO NOTHING";

    public const string RemoveNumber =
        "DELETE FROM search_numbers WHERE key_id = @key AND dimension = @dimension AND value = @value AND ordinal = @ordinal";

    public const string AddNumber =
        """
        INSERT INTO search_numbers (key_id, dimension, value, ordinal) VALUES (@key, @dimension, @value, @ordinal) ON CONFLICT DO NOTHING
        """;

    public const string PutWords = "INSERT OR REPLACE INTO search_words (rowid, words) VALUES (@ordinal, @words)";

    public const string SetIndexed = "UPDATE samples SET indexed = @head WHERE ordinal = @ordinal";

    public const string RemoveQueued = "DELETE FROM search_queue WHERE ordinal = @ordinal";

    public const string RemoveFailure = "DELETE FROM search_failures WHERE ordinal = @ordinal";

    public const string AddFailure =
        """
        INSERT INTO search_failures (ordinal, version, failures) VALUES (@ordinal, @version, 1)
        ON CONFLICT (ordinal) DO UPDATE SET failures = CASE WHEN version = excluded.version THEN failures + 1 ELSE 1 END, version = excluded.version
        """;

    public const string CountQueued = "SELECT count(*) FROM (SELECT 1 FROM search_queue WHERE ordinal > 0 LIMIT @limit)";
}
