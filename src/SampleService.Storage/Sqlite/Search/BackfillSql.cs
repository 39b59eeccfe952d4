namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="BackfillStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class BackfillSql
{
    public const string FindState = "SELECT complete, done, resume_at FROM search_backfill WHERE single = 1";

    public const string FindSamples = "SELECT id, ordinal, created_at FROM samples WHERE id > @after ORDER BY id LIMIT @limit";

    public const string FindOrdinal = "SELECT ordinal FROM samples WHERE ordinal = @ordinal";

    public const string SetOrdinal = "UPDATE samples SET ordinal = @ordinal WHERE id = @id";

    public const string SetAclOrdinals = "UPDATE sample_acls SET ordinal = @ordinal WHERE sample_id = @id";

    public const string ForgetIndexed =
        """
        UPDATE samples SET indexed = 0 WHERE id = @id AND indexed <> 0 AND NOT EXISTS (SELECT 1 FROM search_words_docsize AS w WHERE w.id = samples.ordinal)
        """;

    public const string Queue =
        """
        INSERT INTO search_queue (ordinal, queued_at) SELECT s.ordinal, @now FROM samples AS s WHERE s.id = @id AND s.indexed <> s.head
        ON CONFLICT (ordinal) DO NOTHING
        """;

    public const string Remember =
        "UPDATE search_backfill SET resume_at = coalesce(@last, resume_at), done = done + @count, complete = @complete WHERE single = 1";
}
