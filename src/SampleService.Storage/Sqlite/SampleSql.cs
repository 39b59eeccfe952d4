using SampleService.Storage.Sql;

namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="SampleStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class SampleSql
{
    private const string HeaderColumns =
        """
        s.id, s.owner, s.head, s.public_read, s.acl_version, s.withdrawn_by, s.withdrawn_at, s.withdrawn_reason, s.withdrawn_versions,
        s.erased, a.level, a.user_name
        """;

    private const string VersionColumns = "v.version, v.saved_by, v.name, v.saved_at, v.node_tree";

    // One row for each user with rights, one without user if there is none.
    public const string FindHeader =
        $"""
        SELECT {HeaderColumns} FROM samples AS s LEFT JOIN sample_acls AS a ON a.sample_id = s.id
        WHERE s.id = @id AND s.withdrawn_at IS NULL
        """;

    // The rows of a sample stand together, since its rights are the innermost loop.
    public const string FindHeaders =
        $"""
        SELECT {HeaderColumns} FROM json_each(@ids) AS asked
        CROSS JOIN samples AS s ON s.id = asked.value
        LEFT JOIN sample_acls AS a ON a.sample_id = s.id
        """;

    public const string FindHeaderVersions =
        """
        SELECT s.id, s.head, s.acl_version, s.withdrawn_versions FROM json_each(@ids) AS asked
        CROSS JOIN samples AS s ON s.id = asked.value AND s.withdrawn_at IS NULL
        """;

    public const string FindVersion =
        $"SELECT {VersionColumns} FROM sample_versions AS v WHERE v.sample_id = @id AND v.version = @version";

    // A version of NULL is the newest.
    public const string FindVersionOrHead =
        $"""
        SELECT {VersionColumns} FROM sample_versions AS v
        WHERE v.sample_id = @id AND v.version = coalesce(@version, (SELECT s.head FROM samples AS s WHERE s.id = @id))
        """;

    private const string LevelOfRequester =
        $"(SELECT {AclSql.HighestLevel} FROM sample_acls AS a WHERE a.sample_id = s.id AND a.user_name IN (SELECT value FROM json_each(@names)))";

    // Asked for are id, version (0 for the newest) and what is known of it, of 36, 10 and 10 characters: taking strings apart
    // costs less than JSON within JSON. NULL in place of the version that is known finds nothing.
    public const string FindVersions =
        $"""
        SELECT asked.key, s.owner IS @user, {LevelOfRequester}, s.public_read, s.head, s.withdrawn_versions, {VersionColumns}
        FROM json_each(@asked) AS asked
        CROSS JOIN samples AS s ON s.id = substr(asked.value, 1, 36) AND s.withdrawn_at IS NULL
        LEFT JOIN sample_versions AS v
            ON v.sample_id = s.id AND v.version = nullif(
                coalesce(nullif(CAST(substr(asked.value, 37, 10) AS INTEGER), 0), s.head), CAST(substr(asked.value, 47) AS INTEGER))
            AND (@all OR s.public_read OR s.owner IS @user OR {LevelOfRequester} IS NOT NULL)
        """;

    public const string FindNode =
        """
        SELECT v.rowid, n.start, n.length, n.position, n.parent FROM sample_nodes AS n
        JOIN sample_versions AS v ON v.sample_id = n.sample_id AND v.version = n.version
        WHERE n.sample_id = @id AND n.version = @version AND n.node_id = @node
        """;

    public const string FindChildren =
        """
        SELECT n.node_id FROM sample_nodes AS n
        WHERE n.sample_id = @id AND n.version = @version AND n.parent = @position AND n.parent >= 0 ORDER BY n.position
        """;

    public const string FindFirstWrite = "SELECT write_id FROM sample_versions WHERE sample_id = @id AND version = 1";

    public const string FindLaterWrite =
        "SELECT version FROM sample_versions WHERE sample_id = @id AND write_id = @write AND version > 1";

    public const string FindAclWrite =
        """
        SELECT 1 FROM sample_acl_changes WHERE sample_id = @id AND write_id = @write
        UNION ALL SELECT 1 FROM sample_acl_writes WHERE sample_id = @id AND write_id = @write
        """;

    // The history of a sample that has no ordinal yet begins with what was before its first change.
    public const string InsertFirstAclState =
        """
        INSERT INTO sample_acl_changes (sample_id, acl_version, changed_at, state)
        SELECT @id, @version, @now, @state FROM samples AS s
        WHERE s.id = @id AND s.ordinal IS NULL AND NOT EXISTS (SELECT 1 FROM sample_acl_changes WHERE sample_id = @id)
        """;

    public const string InsertAclChange =
        """
        INSERT INTO sample_acl_changes (sample_id, acl_version, changed_at, changed_by, as_admin, write_id, state)
        VALUES (@id, @version, @now, @by, @as_admin, @write, @state)
        """;

    public const string InsertSample =
        """
        INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at, ordinal)
        VALUES (@id, @owner, 1, 0, 1, @now, @now, @ordinal) ON CONFLICT DO NOTHING
        """;

    public const string InsertQueue = "INSERT INTO search_queue (ordinal, queued_at) VALUES (@ordinal, @now) ON CONFLICT (ordinal) DO NOTHING";

    // A sample without an ordinal waits for the back-fill, which looks at its newest version.
    public const string QueueSample =
        """
        INSERT INTO search_queue (ordinal, queued_at) SELECT ordinal, @now FROM samples WHERE id = @id AND ordinal IS NOT NULL
        ON CONFLICT (ordinal) DO NOTHING
        """;

    public const string InsertVersion =
        """
        INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree, vocabulary)
        VALUES (@id, @version, @name, @saved_by, @now, @write, @count, @tree, @vocabulary)
        """;

    public const string InsertNode =
        """
        INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length, parent)
        VALUES (@id, @version, @node, @position, @start, @length, @parent)
        """;

    public const string AdvanceHead =
        """
        UPDATE samples SET head = head + 1
        WHERE id = @id AND withdrawn_at IS NULL AND (@acl IS NULL OR acl_version = @acl) AND (@prior IS NULL OR head = @prior)
        RETURNING head
        """;

    public const string UpdateAcls =
        """
        UPDATE samples
        SET acl_version = acl_version + 1, public_read = @public, acl_updated_at = @now
        WHERE id = @id AND acl_version = @seen
        """;

    public const string DeleteAcls = "DELETE FROM sample_acls WHERE sample_id = @id";

    public const string InsertAcl = "INSERT INTO sample_acls (sample_id, user_name, level, ordinal) SELECT id, @user, @level, ordinal FROM samples WHERE id = @id";
}
