namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="OperationStore"/> that no other store has. A test sees to it that each finds its rows by an index.</summary>
internal static class OperationSql
{
    public const string FindAnswer = "SELECT r.hash, r.answer FROM requests AS r WHERE r.user_name = @user AND r.request_id = @request AND r.at >= @since";

    public const string ForgetRequest = "DELETE FROM requests WHERE user_name = @user AND request_id = @request";

    // So that the table does not grow: a few with each that comes.
    public const string ForgetOldRequests =
        """
        DELETE FROM requests WHERE (user_name, request_id) IN (
            SELECT o.user_name, o.request_id FROM requests AS o WHERE o.at < @since ORDER BY o.at LIMIT 10)
        """;

    public const string InsertRequest =
        "INSERT INTO requests (user_name, request_id, hash, at, answer) VALUES (@user, @request, @hash, @now, @answer)";

    public const string FindWithdrawnVersion =
        """
        SELECT v.withdrawn_by, v.withdrawn_at, v.withdrawn_reason FROM sample_versions AS v
        WHERE v.sample_id = @id AND v.version = @version AND v.withdrawn_at IS NOT NULL
        """;

    public const string FindNode = "SELECT 1 FROM sample_nodes AS n WHERE n.sample_id = @id AND n.version = @version AND n.node_id = @node";

    public const string FindActiveOfVersion =
        $"""
        SELECT {LinkSql.Columns} FROM data_links AS l INDEXED BY data_links_active_of_sample
        WHERE l.sample_id = @sample AND l.version = @version AND l.expired_at IS NULL LIMIT @limit
        """;

    public const string FindActiveOfSample =
        $"""
        SELECT {LinkSql.Columns} FROM data_links AS l INDEXED BY data_links_active_of_sample
        WHERE l.sample_id = @sample AND l.expired_at IS NULL LIMIT @limit
        """;

    public const string FindObjectCount =
        """
        SELECT active FROM object_link_counts
        WHERE workspace_id = @workspace AND object_id = @object AND object_version = @object_version
        """;

    public const string FindSampleCount = "SELECT active FROM sample_link_counts WHERE sample_id = @id AND version = @version";

    public const string SetObjectCount =
        """
        INSERT INTO object_link_counts (workspace_id, object_id, object_version, active) VALUES (@workspace, @object, @object_version, @active)
        ON CONFLICT (workspace_id, object_id, object_version) DO UPDATE SET active = excluded.active
        """;

    public const string SetSampleCount =
        """
        INSERT INTO sample_link_counts (sample_id, version, active) VALUES (@id, @version, @active)
        ON CONFLICT (sample_id, version) DO UPDATE SET active = excluded.active
        """;

    public const string InsertSample =
        """
        INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at, ordinal)
        VALUES (@id, @owner, @head, @public, @acl, @now, @now, @ordinal) ON CONFLICT DO NOTHING
        """;

    public const string UpdateSample =
        """
        UPDATE samples SET owner = @owner, head = @head, public_read = @public, acl_version = @acl,
            acl_updated_at = CASE WHEN acl_version = @acl THEN acl_updated_at ELSE @now END
        WHERE id = @id
        """;

    public const string WithdrawSample =
        "UPDATE samples SET withdrawn_at = @at, withdrawn_by = @by, withdrawn_reason = @reason WHERE id = @id";

    public const string WithdrawVersion =
        "UPDATE sample_versions SET withdrawn_at = @at, withdrawn_by = @by, withdrawn_reason = @reason WHERE sample_id = @id AND version = @version";

    public const string SetWithdrawnVersions = "UPDATE samples SET withdrawn_versions = @versions WHERE id = @id";

    public const string InsertWithdrawal =
        """
        INSERT INTO sample_withdrawals (sample_id, at, by_user, version, reason, what) VALUES (@id, @at, @by, @version, @reason, @what)
        """;

    public const string InsertEvent =
        """
        INSERT INTO events (at, type, by_user, sample_id, version, link_id, acl_version, identifier, relation_id, group_name, addressee)
        VALUES (@at, @type, @by, @sample, @version, @link, @acl, @identifier, @relation, @group, @addressee)
        """;
}
