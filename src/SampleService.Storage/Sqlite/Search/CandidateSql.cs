using SampleService.Storage.Sql;

namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="CandidateReader"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class CandidateSql
{
    private const string Listed = "a.user_name IN (SELECT value FROM json_each(@names) AS asked)";

    // The level comes last, so that it is looked for where it can matter. A tree that nobody asks the row for is not read, nor is its length.
    public const string Find =
        $"""
        SELECT s.ordinal, s.id, s.owner, s.head, s.public_read, s.acl_version, s.created_at, s.withdrawn_at, s.withdrawn_by, s.withdrawn_reason,
            (SELECT {AclSql.HighestLevel} FROM sample_acls AS a WHERE a.sample_id = s.id AND {Listed}) AS level,
            v.saved_by, v.name, v.saved_at, v.node_count, v.vocabulary, octet_length(v.node_tree), v.node_tree
        FROM json_each(@ordinals) AS asked
        CROSS JOIN samples AS s ON s.ordinal = asked.value
        CROSS JOIN sample_versions AS v ON v.sample_id = s.id AND v.version = s.head
        WHERE CASE WHEN @withdrawn THEN s.withdrawn_at IS NOT NULL AND (@all OR s.owner IS @user)
            ELSE s.withdrawn_at IS NULL AND (@all OR s.owner IS @user OR s.public_read
                OR EXISTS (SELECT 1 FROM sample_acls AS a WHERE a.sample_id = s.id AND {Listed})) END
        """;

    // Those of the first sample come first.
    public const string FindLinks =
        """
        SELECT l.sample_id, l.workspace_id, l.object_id, l.object_version FROM json_each(@ids) AS asked
        CROSS JOIN data_links AS l INDEXED BY data_links_active_of_sample ON l.sample_id = asked.value AND l.expired_at IS NULL
        LIMIT @limit
        """;

    public const string FindIdentifiers =
        """
        SELECT i.sample_id, i.namespace, i.value, i.node_id, i.added_at, i.added_by FROM json_each(@ids) AS asked
        CROSS JOIN identifiers AS i ON i.sample_id = asked.value AND i.removed_at IS NULL
        ORDER BY i.added_at, i.id
        """;

    private const string Other = "iif(r.from_sample = asked.value, r.to_sample, r.from_sample)";

    // Both ends of a relation, and whether the requester can read the other one. Withdrawn samples count. Those of the first sample come first.
    public const string FindRelations =
        $"""
        SELECT asked.value, r.type, r.from_sample = asked.value, {Other},
            @all OR EXISTS (SELECT 1 FROM samples AS s WHERE s.id = {Other}
                AND (s.owner IS @user OR s.public_read OR EXISTS (SELECT 1 FROM sample_acls AS a WHERE a.sample_id = s.id AND {Listed})))
        FROM json_each(@ids) AS asked
        CROSS JOIN relations AS r ON (r.from_sample = asked.value OR r.to_sample = asked.value) AND r.ended_at IS NULL
        LIMIT @limit
        """;
}
