namespace SampleService.Storage.Sql;

/// <summary>The statements of <see cref="EventSenderStore"/>.</summary>
internal static class EventSenderSql
{
    public const string Find = "SELECT position FROM event_senders WHERE name = $1";

    public const string Insert =
        """
        INSERT INTO event_senders (name, position) SELECT $1, coalesce(max(position), 0) FROM events WHERE true ON CONFLICT (name) DO NOTHING
        """;

    public const string Advance = "UPDATE event_senders SET position = $2 WHERE name = $1 AND position < $2";
}
