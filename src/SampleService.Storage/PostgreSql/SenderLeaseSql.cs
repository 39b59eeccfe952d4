namespace SampleService.Storage.PostgreSql;

/// <summary>The statements by which one process runs a sender of events. No row comes back where another one does.</summary>
internal static class SenderLeaseSql
{
    private const string Now = "coalesce($1, current_milliseconds())";

    public const string Hold =
        $"""
        INSERT INTO event_sender_leases AS l (sender, process, held_until) SELECT $2, $3, {Now} + $4
        ON CONFLICT (sender) DO UPDATE SET process = excluded.process, held_until = excluded.held_until
        WHERE l.process = excluded.process OR l.held_until <= {Now}
        RETURNING 1
        """;

    public const string Release = "DELETE FROM event_sender_leases WHERE sender = $1 AND process = $2 RETURNING 1";

    // One whose time is over has still sent what it says, as long as nobody else has begun.
    public const string IsHeld = "SELECT 1 FROM event_sender_leases WHERE sender = $1 AND process = $2 FOR SHARE";
}
