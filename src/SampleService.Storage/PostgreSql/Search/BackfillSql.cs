namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="BackfillStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class BackfillSql
{
    public const string TryLock = $"SELECT pg_try_advisory_xact_lock({LockSql.BackfillKey})";

    public const string FindState = "SELECT b.complete, b.done, b.resume_at FROM search_backfill AS b WHERE b.single";

    // A sample that is being saved is waited for: what comes next is not to pass it over.
    public const string LockSamples =
        """
        SELECT s.id, s.ordinal, s.created_at FROM samples AS s WHERE s.id > $1 ORDER BY s.id LIMIT $2 FOR NO KEY UPDATE
        """;

    public const string FindTaken = "SELECT s.ordinal FROM samples AS s WHERE s.ordinal = ANY ($1)";

    public const string SetOrdinals =
        "UPDATE samples AS s SET ordinal = a.ordinal FROM unnest($1::uuid[], $2::bigint[]) AS a (id, ordinal) WHERE s.id = a.id";

    public const string SetAclOrdinals =
        """
        UPDATE sample_acls AS e SET ordinal = a.ordinal FROM unnest($1::uuid[], $2::bigint[]) AS a (id, ordinal) WHERE e.sample_id = a.id
        """;

    public const string BeginHistories =
        """
        INSERT INTO sample_acl_changes (sample_id, acl_version, changed_at, state)
        SELECT s.id, s.acl_version, coalesce($2, current_milliseconds()), sample_acl_state(s.id)
        FROM unnest($1::uuid[]) AS a (id) CROSS JOIN LATERAL (SELECT * FROM samples AS s WHERE s.id = a.id OFFSET 0) AS s
        WHERE NOT EXISTS (SELECT FROM sample_acl_changes AS c WHERE c.sample_id = s.id)
        """;

    public const string ForgetIndexed =
        """
        UPDATE samples AS s SET indexed = 0 WHERE s.id = ANY ($1) AND s.indexed > 0
            AND NOT EXISTS (SELECT FROM search_words AS w WHERE w.ordinal = s.ordinal)
        """;

    public const string Queue =
        """
        INSERT INTO search_queue (ordinal, queued_at)
        SELECT s.ordinal, coalesce($2, current_milliseconds()) FROM samples AS s WHERE s.id = ANY ($1) AND s.indexed <> s.head
        ON CONFLICT (ordinal) DO NOTHING
        """;

    public const string Remember =
        "UPDATE search_backfill AS b SET resume_at = coalesce($1, b.resume_at), done = b.done + $2, complete = $3 WHERE b.single";

    public const string TryLockSession = $"SELECT pg_try_advisory_lock({LockSql.BackfillKey})";

    public const string UnlockSession = $"SELECT pg_advisory_unlock({LockSql.BackfillKey})";

    public const string ListLackingIndexes =
        """
        SELECT l.name, l.definition, to_regclass(l.name) IS NOT NULL FROM late_indexes() AS l
        WHERE NOT EXISTS (SELECT FROM pg_index AS i WHERE i.indexrelid = to_regclass(l.name) AND i.indisvalid)
        """;

    // Processes that gave ordinals while nothing kept them apart may have given one twice. Nothing has been found by it yet.
    public const string SeparateOrdinals =
        """
        WITH twice AS (
            SELECT s.id, row_number() OVER (PARTITION BY s.ordinal ORDER BY s.id) - 1 AS place FROM samples AS s WHERE s.ordinal IS NOT NULL
        ), moved AS (
            UPDATE samples AS s SET ordinal = s.ordinal + twice.place FROM twice WHERE s.id = twice.id AND twice.place > 0
            RETURNING s.id, s.ordinal
        ), entries AS (
            UPDATE sample_acls AS e SET ordinal = moved.ordinal FROM moved WHERE e.sample_id = moved.id
        )
        INSERT INTO search_queue (ordinal, queued_at) SELECT moved.ordinal, current_milliseconds() FROM moved ON CONFLICT (ordinal) DO NOTHING
        """;
}
