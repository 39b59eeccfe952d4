namespace SampleService.Storage.Sqlite;

/// <summary>The statements that store offers.</summary>
internal static class OfferChangeSql
{
    public const string Remove = "DELETE FROM ownership_offers WHERE sample_id = @id";

    // In the place of one whose time is over.
    public const string Set =
        """
        INSERT INTO ownership_offers (sample_id, from_user, to_user, keep, message, created_at, expires_at)
        VALUES (@id, @from, @to, @keep, @message, @created_at, @expires_at)
        ON CONFLICT (sample_id) DO UPDATE SET from_user = excluded.from_user, to_user = excluded.to_user, keep = excluded.keep,
            message = excluded.message, created_at = excluded.created_at, expires_at = excluded.expires_at
        """;
}
