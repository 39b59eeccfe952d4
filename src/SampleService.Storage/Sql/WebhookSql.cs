namespace SampleService.Storage.Sql;

/// <summary>The statements of <see cref="WebhookStore"/>.</summary>
internal sealed class WebhookSql(SqlDialect dialect)
{
    private const string Columns =
        """
        CAST(id AS text), maker, url, secret, types, CAST(sample_id AS text), as_admin, created_at,
        position, failing_since, failures, next_attempt, last_attempt, last_status, last_fault, dead_at
        """;

    /// <summary>Webhooks are made one after the other, so that there are never more than there may be.</summary>
    public string Lock { get; } = dialect.LockTables("webhooks");

    public string Exists { get; } = $"SELECT 1 FROM webhooks WHERE id = {dialect.Uuid("$1")}";

    public const string Count = "SELECT count(*), count(CASE WHEN maker = $1 THEN 1 END) FROM webhooks";

    public string Insert { get; } =
        $"""
        INSERT INTO webhooks (id, maker, url, secret, types, sample_id, as_admin, created_at, position)
        VALUES ({dialect.Uuid("$1")}, $2, $3, $4, $5, {dialect.Uuid("$6")}, $7, $8, $9)
        """;

    public const string Any = "SELECT 1 FROM webhooks LIMIT 1";

    public const string List = $"SELECT {Columns} FROM webhooks ORDER BY created_at, id";

    public const string ListOfMaker = $"SELECT {Columns} FROM webhooks WHERE maker = $1 ORDER BY created_at, id";

    public string Remove { get; } = $"DELETE FROM webhooks WHERE id = {dialect.Uuid("$1")} AND ($2 IS NULL OR maker = $2) RETURNING 1";

    /// <summary>A process that has lost the lock without knowing it yet does not set back what the next one has done.</summary>
    public string Save { get; } =
        $"""
        UPDATE webhooks SET position = $2, failing_since = $3, failures = $4, next_attempt = $5, last_attempt = $6, last_status = $7,
            last_fault = $8, dead_at = $9
        WHERE id = {dialect.Uuid("$1")} AND (position < $2 OR (position = $2 AND failures <= $4))
        """;
}
