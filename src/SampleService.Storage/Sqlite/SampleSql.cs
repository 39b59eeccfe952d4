namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="SampleStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class SampleSql
{
    private const string HeaderColumns =
        "s.id, s.owner, s.head, s.public_read, s.acl_version, a.level, a.user_name";

    private const string VersionColumns = "v.version, v.saved_by, v.name, v.saved_at, v.node_tree";

    // One row for each user with rights, one without user if there is none.
    public const string FindHeader =
        $"SELECT {HeaderColumns} FROM samples AS s LEFT JOIN sample_acls AS a ON a.sample_id = s.id WHERE s.id = @id";

    // The rows of a sample stand together, since its rights are the innermost loop.
    public const string FindHeaders =
        $"""
        SELECT {HeaderColumns} FROM json_each(@ids) AS asked
        CROSS JOIN samples AS s ON s.id = asked.value
        LEFT JOIN sample_acls AS a ON a.sample_id = s.id
        """;

    public const string FindHeaderVersions =
        """
        SELECT s.id, s.head, s.acl_version FROM json_each(@ids) AS asked CROSS JOIN samples AS s ON s.id = asked.value
        """;

    public const string FindVersion =
        $"SELECT {VersionColumns} FROM sample_versions AS v WHERE v.sample_id = @id AND v.version = @version";

    // A version of NULL is the newest.
    public const string FindVersionOrHead =
        $"""
        SELECT {VersionColumns} FROM sample_versions AS v
        WHERE v.sample_id = @id AND v.version = coalesce(@version, (SELECT s.head FROM samples AS s WHERE s.id = @id))
        """;

    // Asked for are id, version (0 for the newest) and what is known of it, of 36, 10 and 10 characters: taking strings apart
    // costs less than JSON within JSON. NULL in place of the version that is known finds nothing.
    public const string FindVersions =
        $"""
        SELECT asked.key, s.owner IS @user, a.level, s.public_read, s.head, {VersionColumns}
        FROM json_each(@asked) AS asked
        CROSS JOIN samples AS s ON s.id = substr(asked.value, 1, 36)
        LEFT JOIN sample_acls AS a ON a.sample_id = s.id AND a.user_name = @user
        LEFT JOIN sample_versions AS v
            ON v.sample_id = s.id AND v.version = nullif(
                coalesce(nullif(CAST(substr(asked.value, 37, 10) AS INTEGER), 0), s.head), CAST(substr(asked.value, 47) AS INTEGER))
            AND (@all OR s.public_read OR s.owner IS @user OR a.level IS NOT NULL)
        """;

    public const string FindNode =
        """
        SELECT v.rowid, n.start, n.length FROM sample_nodes AS n
        JOIN sample_versions AS v ON v.sample_id = n.sample_id AND v.version = n.version
        WHERE n.sample_id = @id AND n.version = @version AND n.node_id = @node
        """;

    public const string FindFirstWrite = "SELECT write_id FROM sample_versions WHERE sample_id = @id AND version = 1";

    public const string FindLaterWrite =
        "SELECT version FROM sample_versions WHERE sample_id = @id AND write_id = @write AND version > 1";

    public const string FindAclWrite = "SELECT 1 FROM sample_acl_writes WHERE sample_id = @id AND write_id = @write";

    public const string InsertAclWrite =
        "INSERT INTO sample_acl_writes (sample_id, write_id, acl_version) VALUES (@id, @write, @version)";

    public const string DeleteOldAclWrites = "DELETE FROM sample_acl_writes WHERE sample_id = @id AND acl_version <= @version - 1000";

    public const string InsertSample =
        """
        INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at)
        VALUES (@id, @owner, 1, 0, 1, @now, @now) ON CONFLICT (id) DO NOTHING
        """;

    public const string InsertVersion =
        """
        INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree)
        VALUES (@id, @version, @name, @saved_by, @now, @write, @count, @tree)
        """;

    public const string InsertNode =
        """
        INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length)
        VALUES (@id, @version, @node, @position, @start, @length)
        """;

    public const string AdvanceHead =
        """
        UPDATE samples SET head = head + 1
        WHERE id = @id AND (@acl IS NULL OR acl_version = @acl) AND (@prior IS NULL OR head = @prior)
        RETURNING head
        """;

    public const string UpdateAcls =
        """
        UPDATE samples
        SET acl_version = acl_version + 1, public_read = @public, acl_updated_at = @now
        WHERE id = @id AND acl_version = @seen
        """;

    public const string DeleteAcls = "DELETE FROM sample_acls WHERE sample_id = @id";

    public const string InsertAcl = "INSERT INTO sample_acls (sample_id, user_name, level) VALUES (@id, @user, @level)";
}
