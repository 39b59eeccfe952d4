namespace SampleService.Storage.PostgreSql;

/// <summary>The statement that tells before which moment all is settled.</summary>
internal static class MomentSql
{
    /// <summary>
    /// The present moment, and when the oldest transaction under way of a session of this service began, of whichever process; NULL for none.
    /// Writes take their times after their transactions began. A transaction whose beginning is not told, as for sessions of another role,
    /// began before all times.
    /// </summary>
    public const string Find =
        $"""
        SELECT floor(extract(epoch FROM statement_timestamp()) * 1000)::bigint, (
            SELECT min(coalesce(floor(extract(epoch FROM a.xact_start) * 1000)::bigint, 0)) FROM pg_locks AS t
            LEFT JOIN pg_stat_activity AS a ON a.pid = t.pid
            WHERE t.locktype = 'virtualxid' AND t.granted AND t.pid <> pg_backend_pid() AND t.pid IN ({LockSql.Sessions}))
        """;
}
