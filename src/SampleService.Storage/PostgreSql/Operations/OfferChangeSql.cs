namespace SampleService.Storage.PostgreSql;

/// <summary>The statements that store offers.</summary>
internal static class OfferChangeSql
{
    public const string Remove = "DELETE FROM ownership_offers AS o WHERE o.sample_id = ANY ($1)";

    // In the place of one whose time is over.
    public const string Set =
        """
        INSERT INTO ownership_offers (sample_id, from_user, to_user, keep, message, created_at, expires_at)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (sample_id) DO UPDATE SET from_user = excluded.from_user, to_user = excluded.to_user, keep = excluded.keep,
            message = excluded.message, created_at = excluded.created_at, expires_at = excluded.expires_at
        """;
}
