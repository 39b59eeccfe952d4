namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="PlatformStateStore"/>. The table has a handful of rows at most.</summary>
internal static class PlatformStateSql
{
    private const string Now = "coalesce($1, current_milliseconds())";

    private const string Columns = "s.state, s.owner, s.process, s.since, s.lease_until, s.quiesces, s.reason";

    private const string RefuseWrite = "SELECT refuse_write_in_state($1)";

    // One row without a state if there is none.
    public const string List =
        $"""
        SELECT clock.now, {Columns} FROM (SELECT {Now} AS now) AS clock
        LEFT JOIN platform_states AS s ON s.lease_until > clock.now OR s.state = 20
        ORDER BY s.state
        """;

    // No row comes back when another owner has it. While its owner has it, it goes on as it is: of two who set it at once in one name the
    // list tells who was first, and neither takes from the other what it relies on.
    public const string Set =
        $"""
        INSERT INTO platform_states AS s (state, owner, process, since, lease_until, quiesces, reason)
        SELECT $2, $3, $4, {Now}, {Now} + $5, $6, $7
        ON CONFLICT (state) DO UPDATE
        SET owner = excluded.owner,
            process = CASE WHEN s.lease_until > excluded.since THEN s.process ELSE excluded.process END,
            since = CASE WHEN s.lease_until > excluded.since THEN s.since ELSE excluded.since END,
            lease_until = CASE WHEN s.lease_until > excluded.since THEN greatest(s.lease_until, excluded.lease_until) ELSE excluded.lease_until END,
            quiesces = CASE WHEN s.lease_until > excluded.since THEN s.quiesces OR excluded.quiesces ELSE excluded.quiesces END,
            reason = CASE WHEN s.lease_until > excluded.since THEN s.reason ELSE excluded.reason END
        WHERE s.owner = excluded.owner OR (s.lease_until <= {Now} AND s.state <> 20)
        RETURNING 1
        """;

    public const string Find = $"SELECT {Columns} FROM platform_states AS s WHERE s.state = $1";

    public const string Renew =
        $"""
        UPDATE platform_states AS s SET lease_until = {Now} + $4
        WHERE s.state = $2 AND s.owner = $3 AND (s.lease_until > {Now} OR s.state = 20)
        RETURNING 1
        """;

    public const string Clear = "DELETE FROM platform_states AS s WHERE s.state = $1";

    public const string Announce =
        $"""
        INSERT INTO platform_processes AS p (process, addresses, version, started_at, state, seen_at)
        SELECT $2, $3, $4, $5, $6, {Now}
        ON CONFLICT (process) DO UPDATE
        SET addresses = excluded.addresses, version = excluded.version, started_at = excluded.started_at, state = excluded.state,
            seen_at = excluded.seen_at
        """;

    public const string Withdraw = "DELETE FROM platform_processes AS p WHERE p.process = $1";

    public const string ListProcesses =
        $"""
        SELECT p.process, p.addresses, p.version, p.started_at, p.state FROM platform_processes AS p
        WHERE p.seen_at > {Now} - 15000 ORDER BY p.process
        """;

    public const string ForgetProcesses = $"DELETE FROM platform_processes AS p WHERE p.seen_at < {Now} - 3600000";

    /// <summary>The transactions under way of sessions of this service, of whichever process.</summary>
    public const string FindTransactions =
        $"""
        SELECT t.pid, t.virtualxid, coalesce(a.application_name, '') FROM pg_locks AS t
        LEFT JOIN pg_stat_activity AS a ON a.pid = t.pid
        WHERE t.locktype = 'virtualxid' AND t.granted AND t.pid <> pg_backend_pid() AND t.pid IN ({LockSql.Sessions})
        """;

    /// <summary>The first statement in the transaction of each write: fails in a state that refuses it.</summary>
    /// <param name="now">The present moment in milliseconds; null for that of the database.</param>
    public static PostgreSqlStatement Guard(long? now) => new PostgreSqlStatement(RefuseWrite).Bind(now);
}
