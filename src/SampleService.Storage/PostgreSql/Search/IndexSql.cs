namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="SearchIndexStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class IndexSql
{
    /// <summary>One process indexes at a time.</summary>
    public const string TryLock = $"SELECT pg_try_advisory_xact_lock({LockSql.IndexingKey})";

    private const string Queued =
        """
        SELECT q.ordinal, s.id, s.head, s.indexed, w.ordinal IS NOT NULL, v.bytes
        FROM {0} AS q
        CROSS JOIN LATERAL (SELECT s.id, s.head, s.indexed FROM samples AS s WHERE s.ordinal = q.ordinal OFFSET 0) AS s
        LEFT JOIN LATERAL (SELECT w.ordinal FROM search_words AS w WHERE w.ordinal = q.ordinal OFFSET 0) AS w ON true
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(octet_length(v.node_tree)), 0) AS bytes FROM sample_versions AS v
            WHERE v.sample_id = s.id AND v.version = ANY (ARRAY[s.head, s.indexed])) AS v
        """;

    // The newest, without those that have failed twice.
    public static readonly string FindQueued = Queued.Replace(
        "{0}",
        """
        (
            SELECT q.ordinal FROM search_queue AS q
            WHERE (
                SELECT f.failures >= 2 AND f.version = (SELECT s.head FROM samples AS s WHERE s.ordinal = q.ordinal)
                FROM search_failures AS f WHERE f.ordinal = q.ordinal) IS NOT TRUE
            ORDER BY q.ordinal DESC LIMIT $1)
        """, StringComparison.Ordinal);

    // A single one that is not in the queue any more is none.
    public static readonly string FindQueuedOf = Queued.Replace(
        "{0}", "(SELECT q.ordinal FROM search_queue AS q WHERE q.ordinal = ANY ($1))", StringComparison.Ordinal);

    public const string FindVersions =
        """
        SELECT v.sample_id, v.version, v.name, v.saved_at, v.vocabulary, v.node_tree FROM unnest($1::uuid[], $2::integer[]) AS asked (id, version)
        CROSS JOIN LATERAL (SELECT * FROM sample_versions AS v WHERE v.sample_id = asked.id AND v.version = asked.version OFFSET 0) AS v
        """;

    // A save puts its sample into the queue under the lock of its row: while these are locked nothing comes in between their heads and their
    // rows of the queue. One that is being saved is passed over.
    public const string LockSamples =
        """
        SELECT s.ordinal, s.head, s.indexed FROM samples AS s WHERE s.ordinal = ANY ($1) ORDER BY s.id FOR NO KEY UPDATE SKIP LOCKED
        """;

    public const string AddKeys =
        """
        INSERT INTO search_keys (key, value_key) SELECT a.key, a.value_key FROM unnest($1::text[], $2::text[]) AS a (key, value_key)
        ON CONFLICT (key, value_key) DO NOTHING
        """;

    public const string AddDimensions =
        "INSERT INTO search_dimensions (name) SELECT a.name FROM unnest($1::text[]) AS a (name) ON CONFLICT (name) DO NOTHING";

    public const string RemoveTexts =
        """
        DELETE FROM search_text AS t USING unnest($1::integer[], $2::text[], $3::bigint[]) AS a (key_id, value, ordinal)
        WHERE t.key_id = a.key_id AND t.value = a.value AND t.ordinal = a.ordinal
        """;

    public const string AddTexts =
        """
        INSERT INTO search_text (key_id, value, ordinal) SELECT * FROM unnest($1::integer[], $2::text[], $3::bigint[]) ON CONFLICT DO NOTHING
        """;

    public const string RemoveNumbers =
        """
        DELETE FROM search_numbers AS n
        USING unnest($1::integer[], $2::integer[], $3::float8[], $4::bigint[]) AS a (key_id, dimension, value, ordinal)
        WHERE n.key_id = a.key_id AND n.dimension = a.dimension AND n.value = a.value AND n.ordinal = a.ordinal
        """;

    public const string AddNumbers =
        """
        INSERT INTO search_numbers (key_id, dimension, value, ordinal)
        SELECT * FROM unnest($1::integer[], $2::integer[], $3::float8[], $4::bigint[]) ON CONFLICT DO NOTHING
        """;

    // Words have no spaces in them.
    public const string PutWords =
        """
        INSERT INTO search_words (ordinal, words)
        SELECT a.ordinal, array_to_tsvector(string_to_array(a.words, ' ')) FROM unnest($1::bigint[], $2::text[]) AS a (ordinal, words)
        ON CONFLICT (ordinal) DO UPDATE SET words = excluded.words
        """;

    public const string SetIndexed =
        """
        UPDATE samples AS s SET indexed = a.head FROM unnest($1::uuid[], $2::integer[]) AS a (id, head) WHERE s.id = a.id
        """;

    public const string RemoveQueued = "DELETE FROM search_queue AS q WHERE q.ordinal = ANY ($1)";

    public const string RemoveFailures = "DELETE FROM search_failures AS f WHERE f.ordinal = ANY ($1)";

    public const string AddFailures =
        """
        INSERT INTO search_failures AS f (ordinal, version, failures) SELECT a.ordinal, a.version, 1 FROM unnest($1::bigint[], $2::integer[]) AS a (ordinal, version)
        ON CONFLICT (ordinal) DO UPDATE
        SET failures = CASE WHEN f.version = excluded.version THEN f.failures + 1 ELSE 1 END, version = excluded.version
        """;

    public const string CountQueued = "SELECT count(*)::integer FROM (SELECT FROM search_queue AS q ORDER BY q.ordinal LIMIT $1) AS counted";
}
