using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Webhooks, in either database.</summary>
public sealed class WebhookStore(ISqlDatabase database) : IWebhookStore
{
    private const char Separator = ',';

    private readonly WebhookSql _sql = new(database.Dialect);

    /// <inheritdoc/>
    public ValueTask<WebhookOutcome> AddAsync(StoredWebhook webhook, WebhookLimits limits, CancellationToken cancellation) =>
        database.WriteAsync(
            async (session, token) =>
            {
                var (made, id) = (webhook.Webhook, webhook.Webhook.Id.ToString());
                await session.ExecuteAsync(new SqlStatement(_sql.Lock), token).ConfigureAwait(false);
                // A try before this one may have stored it.
                if (await session.ReadAnyAsync(new SqlStatement(_sql.Exists).Bind(id), token).ConfigureAwait(false))
                    return WebhookOutcome.Stored;
                var (all, own) = await session.ReadSingleAsync(
                    new SqlStatement(WebhookSql.Count).Bind(made.Maker.Value), static row => (row.GetInt64(0), row.GetInt64(1)), token)
                    .ConfigureAwait(false);
                if (own >= limits.OfUser)
                    return WebhookOutcome.TooManyOfUser;
                if (all >= limits.OfAll)
                    return WebhookOutcome.TooMany;
                await session.ExecuteAsync(
                    new SqlStatement(_sql.Insert)
                        .Bind(id).Bind(made.Maker.Value).Bind(made.Url).Bind(webhook.Secret)
                        .Bind(made.Types is { } types ? string.Join(Separator, types) : null).Bind(made.Sample?.ToString())
                        .Bind(made.AsAdmin).Bind(made.Created.Milliseconds).Bind(made.Progress.Position),
                    token).ConfigureAwait(false);
                return WebhookOutcome.Stored;
            },
            static outcome => outcome == WebhookOutcome.Stored, isIdempotent: true, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredWebhook>> ListAsync(UserName? maker, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<StoredWebhook>>(
            async (session, token) => await session.ReadAllAsync(
                maker is { } user ? new SqlStatement(WebhookSql.ListOfMaker).Bind(user.Value) : new SqlStatement(WebhookSql.List),
                Read, token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> HasAnyAsync(CancellationToken cancellation) => database.ReadAsync(
        static (session, token) => session.ReadAnyAsync(new SqlStatement(WebhookSql.Any), token), cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> RemoveAsync(WebhookId id, UserName? maker, CancellationToken cancellation) =>
        database.WriteAsync(
            (session, token) => session.ReadAnyAsync(new SqlStatement(_sql.Remove).Bind(id.ToString()).Bind(maker?.Value), token),
            static removed => removed, isIdempotent: false, cancellation);

    /// <inheritdoc/>
    public async ValueTask SaveAsync(IReadOnlyCollection<KeyValuePair<WebhookId, WebhookProgress>> progress, CancellationToken cancellation) =>
        await database.WriteUntoldAsync(
            async (session, token) =>
            {
                // In one order, so that no two transactions wait for each other.
                foreach (var (id, one) in progress.OrderBy(static one => one.Key.Value))
                    await session.ExecuteAsync(
                        new SqlStatement(_sql.Save)
                            .Bind(id.ToString()).Bind(one.Position).Bind(one.FailingSince?.Milliseconds).Bind(one.Failures)
                            .Bind(one.NextAttempt?.Milliseconds).Bind(one.LastAttempt?.Milliseconds).Bind(one.LastStatus).Bind(one.LastFault)
                            .Bind(one.Dead?.Milliseconds),
                        token).ConfigureAwait(false);
                return true;
            },
            isIdempotent: true, cancellation).ConfigureAwait(false);

    private static StoredWebhook Read(ISqlRow row) => new(
        new Webhook(new WebhookId(Guid.Parse(row.GetString(0))), row.GetUser(1), row.GetString(2), row.GetTimestamp(7), ReadProgress(row))
        {
            Types = row.IsNull(4) ? null : row.GetString(4).Split(Separator),
            Sample = row.IsNull(5) ? null : new SampleId(Guid.Parse(row.GetString(5))),
            AsAdmin = row.GetBoolean(6),
        },
        row.GetBytes(3));

    private static WebhookProgress ReadProgress(ISqlRow row) => new(row.GetInt64(8))
    {
        FailingSince = row.GetTimestampOrNull(9),
        Failures = (int)row.GetInt64(10),
        NextAttempt = row.GetTimestampOrNull(11),
        LastAttempt = row.GetTimestampOrNull(12),
        LastStatus = row.IsNull(13) ? null : (int)row.GetInt64(13),
        LastFault = row.IsNull(14) ? null : row.GetString(14),
        Dead = row.GetTimestampOrNull(15),
    };
}
