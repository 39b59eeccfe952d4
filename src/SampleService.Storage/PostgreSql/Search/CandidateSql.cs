using SampleService.Storage.Sql;

namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="CandidateReader"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class CandidateSql
{
    private const string IsWithinBytes = "(sum(octet_length(v.node_tree)) OVER up_to <= $7 OR row_number() OVER up_to = 1)";

    // $2: the names that are the requester's in ACLs; $3: the requester; $4: administration mode; $5: withdrawn samples; $6: whether trees are
    // read, $7: how many bytes of them together, the first in any case. OFFSET 0 keeps rights and version apart: joined they might be looked for in
    // all there are.
    public const string Find =
        $"""
        SELECT s.ordinal, s.id, s.owner, s.head, s.public_read, s.acl_version, s.created_at, s.withdrawn_at, s.withdrawn_by, s.withdrawn_reason,
            g.level, v.saved_by, v.name, v.saved_at, v.node_count, v.vocabulary, $6 AND NOT {IsWithinBytes}, CASE WHEN $6 AND {IsWithinBytes} THEN v.node_tree END
        FROM unnest($1::bigint[]) WITH ORDINALITY AS asked (ordinal, position)
        CROSS JOIN LATERAL (SELECT * FROM samples AS s WHERE s.ordinal = asked.ordinal OFFSET 0) AS s
        CROSS JOIN LATERAL (
            SELECT {AclSql.HighestLevel} AS level FROM sample_acls AS a WHERE a.sample_id = s.id AND a.user_name = ANY ($2)) AS g
        CROSS JOIN LATERAL (SELECT * FROM sample_versions AS v WHERE v.sample_id = s.id AND v.version = s.head OFFSET 0) AS v
        WHERE CASE WHEN $5 THEN s.withdrawn_at IS NOT NULL AND ($4 OR s.owner = $3)
            ELSE s.withdrawn_at IS NULL AND ($4 OR s.owner = $3 OR s.public_read OR g.level IS NOT NULL) END
        WINDOW up_to AS (ORDER BY asked.position)
        """;

    // Those of the first sample come first. $2: how many at most.
    public const string FindLinks =
        """
        SELECT asked.id, l.workspace_id, l.object_id, l.object_version FROM unnest($1::uuid[]) AS asked (id)
        CROSS JOIN LATERAL (
            SELECT l.workspace_id, l.object_id, l.object_version FROM data_links AS l
            WHERE l.sample_id = asked.id AND l.expired_at IS NULL LIMIT $2) AS l
        LIMIT $2
        """;

    public const string FindIdentifiers =
        """
        SELECT asked.id, i.namespace, i.value, i.node_id, i.added_at, i.added_by FROM unnest($1::uuid[]) AS asked (id)
        CROSS JOIN LATERAL (SELECT * FROM identifiers AS i WHERE i.sample_id = asked.id AND i.removed_at IS NULL OFFSET 0) AS i
        ORDER BY i.added_at, i.id
        """;

    // Both ends of a relation, and whether the requester can read the other one. Withdrawn samples count. Those of the first sample come first.
    // $5: how many at most.
    public const string FindRelations =
        $"""
        SELECT r.id, r.type, r.leads_to, r.other,
            $4 OR coalesce((SELECT s.owner = $3 OR s.public_read FROM samples AS s WHERE s.id = r.other), false)
            OR (SELECT {AclSql.HighestLevel} FROM sample_acls AS a WHERE a.sample_id = r.other AND a.user_name = ANY ($2)) IS NOT NULL
        FROM (
            SELECT asked.id, e.type, e.leads_to, e.other FROM unnest($1::uuid[]) AS asked (id)
            CROSS JOIN LATERAL (
                (SELECT r.type, true AS leads_to, r.to_sample AS other FROM relations AS r
                WHERE r.from_sample = asked.id AND r.ended_at IS NULL LIMIT $5)
                UNION ALL
                (SELECT r.type, false, r.from_sample FROM relations AS r WHERE r.to_sample = asked.id AND r.ended_at IS NULL LIMIT $5)) AS e
            LIMIT $5) AS r
        """;
}
