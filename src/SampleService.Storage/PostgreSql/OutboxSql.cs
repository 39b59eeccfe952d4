namespace SampleService.Storage.PostgreSql;

/// <summary>The statements with which <see cref="OutboxEventStore"/> gives events their positions, in one transaction.</summary>
internal static class OutboxSql
{
    /// <summary>How many events a transaction moves at most.</summary>
    public const int MaxEvents = 1000;

    // Held until the transaction has ended: the next publisher sees what this one has done.
    public const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('sample service, events of ' || current_schema(), 0))";

    // Its snapshot is taken when the lock is held, and the newest event is never removed: positions go on from it. What is committed with a
    // lower number later gets a later position. The rows are looked for once, by the key: a join with their numbers would be planned as a scan of the
    // table, which is mostly rows that were removed. The number of events comes back, and how long the first one has waited.
    public const string Publish =
        """
        WITH moved AS (
            DELETE FROM outbox WHERE ctid = ANY (ARRAY(SELECT ctid FROM outbox ORDER BY id LIMIT $1)) RETURNING *
        ), counted AS (
            SELECT count(*) AS number, min(at) AS first FROM moved
        ), published AS (
            INSERT INTO events (position, at, type, by_user, sample_id, version, link_id, relation_id, identifier, group_name, acl_version, addressee)
            SELECT coalesce((SELECT max(position) FROM events), 0) + row_number() OVER (ORDER BY m.id),
                m.at, m.type, m.by_user, m.sample_id, m.version, m.link_id, m.relation_id, m.identifier, m.group_name, m.acl_version,
                m.addressee
            FROM moved AS m
        )
        SELECT number, greatest(coalesce($2, current_milliseconds()) - first, 0) FROM counted
        """;
}
