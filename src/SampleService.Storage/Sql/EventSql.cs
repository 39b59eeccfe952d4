namespace SampleService.Storage.Sql;

/// <summary>The statements of <see cref="EventStore"/>. All go along the key of the events, or along the index of one sample.</summary>
internal sealed class EventSql(SqlDialect dialect)
{
    // Two looks into the key. The newest event is never removed, so the last position is always there.
    private readonly string _bounds =
        $"""
        SELECT coalesce((SELECT max(position) FROM events), 0) AS head,
            coalesce((SELECT min(position) FROM events), 1) AS oldest,
            {dialect.HasOutbox} AS has_unpublished
        """;

    public string FindBounds => _bounds;

    public string Read => Select("e.position > $1", "$2");

    public string ReadOfSample => Select($"e.sample_id = {dialect.Uuid("$3")} AND e.position > $1", "$2");

    // Times of events that follow each other may be some milliseconds out of order: the first that is kept keeps all behind it.
    public string FindRemovable { get; } =
        """
        SELECT coalesce(
            min(CASE WHEN o.at >= $1 AND o.position > l.last - $2 OR o.position = l.last THEN o.position END) - 1, max(o.position))
        FROM (SELECT position, at FROM events ORDER BY position LIMIT $3) AS o, (SELECT max(position) AS last FROM events) AS l
        """;

    public string Remove { get; } =
        """
        DELETE FROM events WHERE position <= $1 AND position IN (SELECT position FROM events ORDER BY position LIMIT $2)
        RETURNING position
        """;

    // One statement, so that bounds and events are of one moment. One row without an event if there is none.
    private string Select(string condition, string limit) =>
        $"""
        SELECT b.head, b.oldest, b.has_unpublished, e.position, e.at, e.type, e.by_user, CAST(e.sample_id AS text), e.version,
            CAST(e.link_id AS text), e.workspace_id, CAST(e.relation_id AS text), e.identifier, e.group_name, e.acl_version, e.addressee
        FROM ({_bounds}) AS b LEFT JOIN (
            SELECT e.*, l.workspace_id FROM (SELECT * FROM events AS e WHERE {condition} ORDER BY e.position LIMIT {limit}) AS e
            LEFT JOIN data_links AS l ON l.id = e.link_id) AS e ON true
        ORDER BY e.position
        """;
}
