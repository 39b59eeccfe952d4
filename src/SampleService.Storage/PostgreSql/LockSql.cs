namespace SampleService.Storage.PostgreSql;

/// <summary>
/// The advisory locks: their numbers come from the name of the schema, so that several deployments can have one
/// database. Nothing but a connection holds them, and the server gives them up with it, however it ends.
/// </summary>
internal static class LockSql
{
    // Held shared or alone by every process that uses the schema.
    private const string UseKey = "hashtextextended('sample service, use of ' || current_schema(), 0)";

    // Held shared by the connections of a process that has the schema alone.
    private const string ConnectionKey = "hashtextextended('sample service, connection to ' || current_schema(), 0)";

    private const string MigrationKey = "hashtextextended('sample service, migration of ' || current_schema(), 0)";

    /// <summary>Held by the transaction that writes postings.</summary>
    public const string IndexingKey = "hashtextextended('sample service, indexing of ' || current_schema(), 0)";

    /// <summary>Held by the process that makes late indexes, and by the transaction that goes on with the back-fill.</summary>
    public const string BackfillKey = "hashtextextended('sample service, back-fill of ' || current_schema(), 0)";

    private const string Held =
        """
        pg_locks AS l
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND (l.classid::bigint << 32 | l.objid::bigint)
        """;

    private const string HoldersOfUse = $"{Held} = {UseKey}";

    /// <summary>The server processes of all sessions of this service that use the schema.</summary>
    public const string Sessions = $"SELECT l.pid FROM {Held} IN ({UseKey}, {ConnectionKey})";

    public const string TryAcquireShared = $"SELECT pg_try_advisory_lock_shared({UseKey})";

    public const string TryAcquireExclusive = $"SELECT pg_try_advisory_lock({UseKey})";

    // False while a connection lives that a former holder wrote on.
    public const string HasNoOtherConnections =
        $"SELECT CASE WHEN pg_try_advisory_lock({ConnectionKey}) THEN pg_advisory_unlock({ConnectionKey}) ELSE false END";

    public const string Release = $"SELECT pg_advisory_unlock({UseKey})";

    // No row when it is not the session that was marked: one of a pooler would keep the lock.
    public const string TryAcquireSharedInSession = $"{TryAcquireShared} WHERE {SessionIdentity.IsSame}";

    public const string ShareConnection = $"SELECT pg_advisory_lock_shared({ConnectionKey})";

    public const string ShareConnectionInSession = $"{ShareConnection} WHERE {SessionIdentity.IsSame}";

    public const string IsHeldExclusivelyBy =
        $"SELECT EXISTS (SELECT FROM {HoldersOfUse} AND l.mode = 'ExclusiveLock' AND l.pid = $1)";

    // Of the very session that acquired it.
    public const string IsHeldHere =
        $"SELECT pg_backend_pid() = $1 AND EXISTS (SELECT FROM {HoldersOfUse} AND l.pid = $1)";

    public const string FindHolder =
        $"""
        SELECT a.pid, a.application_name, host(a.client_addr) FROM pg_stat_activity AS a
        WHERE a.pid = (SELECT min(l.pid) FROM {HoldersOfUse} AND l.pid <> pg_backend_pid())
        """;

    public const string BeginMigration = $"SELECT pg_advisory_lock({MigrationKey})";

    public const string EndMigration = $"SELECT pg_advisory_unlock({MigrationKey})";
}
