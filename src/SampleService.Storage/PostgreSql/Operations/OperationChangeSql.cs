namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="OperationStore"/> that store: one for each kind of change, however many there are.</summary>
internal static class OperationChangeSql
{
    // Ordinals, ids, owners, heads, visibilities, ACL versions; a row comes back for each whose ordinal is free.
    public const string InsertSamples =
        """
        INSERT INTO samples (ordinal, id, owner, head, public_read, acl_version, acl_updated_at, created_at)
        SELECT a.ordinal, a.id, a.owner, a.head, a.public_read, a.acl_version, $7, $7
        FROM unnest($1, $2, $3, $4, $5, $6) AS a (ordinal, id, owner, head, public_read, acl_version)
        ON CONFLICT DO NOTHING RETURNING id
        """;

    public const string DeleteSamples = "DELETE FROM samples AS s WHERE s.id = ANY ($1)";

    public const string UpdateSamples =
        """
        UPDATE samples AS s SET owner = a.owner, head = a.head, public_read = a.public_read, acl_version = a.acl_version,
            acl_updated_at = CASE WHEN s.acl_version = a.acl_version THEN s.acl_updated_at ELSE $5 END
        FROM unnest($1, $2, $3, $4, $6) AS a (id, head, public_read, acl_version, owner)
        WHERE s.id = a.id
        """;

    public const string InsertVersions =
        """
        INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree, vocabulary)
        SELECT a.sample_id, a.version, a.name, $7, $8, a.write_id, a.node_count, a.node_tree, a.vocabulary
        FROM unnest($1, $2, $3, $4, $5, $6, $9) AS a (sample_id, version, name, write_id, node_count, node_tree, vocabulary)
        """;

    public const string InsertNodes =
        """
        INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length, parent)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
        """;

    // A sample without an ordinal waits for the back-fill, which looks at its newest version.
    public const string QueueSamples =
        """
        INSERT INTO search_queue (ordinal, queued_at) SELECT s.ordinal, $2 FROM samples AS s WHERE s.id = ANY ($1) AND s.ordinal IS NOT NULL
        ON CONFLICT (ordinal) DO NOTHING
        """;

    // The history of a sample that has no ordinal yet begins with what was before its first change.
    public const string InsertFirstAclStates =
        """
        INSERT INTO sample_acl_changes (sample_id, acl_version, changed_at, state)
        SELECT a.sample_id, a.acl_version, $4, a.state FROM unnest($1, $2, $3) AS a (sample_id, acl_version, state)
        JOIN samples AS s ON s.id = a.sample_id AND s.ordinal IS NULL
        WHERE NOT EXISTS (SELECT FROM sample_acl_changes AS c WHERE c.sample_id = a.sample_id)
        """;

    public const string InsertAclChanges =
        """
        INSERT INTO sample_acl_changes (sample_id, acl_version, changed_at, changed_by, as_admin, write_id, state)
        SELECT a.sample_id, a.acl_version, $5, $6, $7, a.write_id, a.state FROM unnest($1, $2, $3, $4) AS a (sample_id, acl_version, write_id, state)
        """;

    // Only what differs is written.
    public const string DeleteAcls =
        """
        DELETE FROM sample_acls AS a WHERE a.sample_id = ANY ($1) AND NOT EXISTS (
            SELECT FROM unnest($2, $3, $4) AS n (sample_id, user_name, level)
            WHERE n.sample_id = a.sample_id AND n.user_name = a.user_name AND n.level = a.level)
        """;

    public const string InsertAcls =
        """
        INSERT INTO sample_acls (sample_id, user_name, level, ordinal)
        SELECT n.sample_id, n.user_name, n.level, s.ordinal FROM unnest($1, $2, $3) AS n (sample_id, user_name, level)
        JOIN samples AS s ON s.id = n.sample_id
        ON CONFLICT (sample_id, user_name) DO NOTHING
        """;

    public const string EndLinks =
        """
        UPDATE data_links AS l SET expired_by = $4, expired_at = a.expired_at, expired_write_id = a.write_id
        FROM unnest($1, $2, $3) AS a (id, expired_at, write_id) WHERE l.id = a.id
        """;

    public const string InsertLinks =
        """
        INSERT INTO data_links (
            id, workspace_id, object_id, object_version, data_id, sample_id, version, node_id, created_by, created_at, created_write_id,
            expired_by, expired_at, expired_write_id)
        SELECT a.id, a.workspace_id, a.object_id, a.object_version, a.data_id, a.sample_id, a.version, a.node_id, $13, a.created_at, a.created_write_id,
            CASE WHEN a.expired_at IS NULL THEN NULL ELSE $13 END, a.expired_at, a.expired_write_id
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS a (
            id, workspace_id, object_id, object_version, data_id, sample_id, version, node_id, created_at, created_write_id, expired_at, expired_write_id)
        """;

    public const string CountObjects =
        """
        UPDATE object_link_counts AS c SET active = a.active
        FROM unnest($1, $2, $3, $4) AS a (workspace_id, object_id, object_version, active)
        WHERE c.workspace_id = a.workspace_id AND c.object_id = a.object_id AND c.object_version = a.object_version
        """;

    // Those of versions that the same call saved are not there yet.
    public const string CountSampleVersions =
        """
        INSERT INTO sample_link_counts (sample_id, version, active) SELECT * FROM unnest($1, $2, $3)
        ON CONFLICT (sample_id, version) DO UPDATE SET active = excluded.active
        """;

    // Nulls take a withdrawal back.
    public const string WithdrawSamples =
        """
        UPDATE samples AS s SET withdrawn_at = a.at, withdrawn_by = a.by_user, withdrawn_reason = a.reason
        FROM unnest($1, $2, $3, $4) AS a (id, at, by_user, reason) WHERE s.id = a.id
        """;

    public const string WithdrawVersions =
        """
        UPDATE sample_versions AS v SET withdrawn_at = a.at, withdrawn_by = a.by_user, withdrawn_reason = a.reason
        FROM unnest($1, $2, $3, $4, $5) AS a (sample_id, version, at, by_user, reason) WHERE v.sample_id = a.sample_id AND v.version = a.version
        """;

    public const string SetWithdrawnVersions =
        "UPDATE samples AS s SET withdrawn_versions = a.versions FROM unnest($1, $2) AS a (id, versions) WHERE s.id = a.id";

    public const string InsertWithdrawals =
        """
        INSERT INTO sample_withdrawals (sample_id, version, reason, what, at, by_user)
        SELECT a.sample_id, a.version, a.reason, a.what, $5, $6
        FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS a (sample_id, version, reason, what, place) ORDER BY a.place
        """;

    // In the order of the operations, which is the order of events of a sample.
    public const string InsertEvents =
        """
        INSERT INTO outbox (at, type, by_user, sample_id, version, link_id, acl_version, identifier, relation_id, group_name, addressee)
        SELECT e.at, e.type, $7, e.sample_id, e.version, e.link_id, e.acl_version, e.identifier, e.relation_id, e.group_name, e.addressee
        FROM unnest($1, $2, $3, $4, $5, $6, $8, $9, $10, $11) WITH ORDINALITY AS e (
            at, type, sample_id, version, link_id, acl_version, identifier, relation_id, group_name, addressee, place)
        ORDER BY e.place
        """;
}
