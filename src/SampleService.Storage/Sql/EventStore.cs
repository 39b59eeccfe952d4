using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Events, in either database. Where each gets its position as it is written, there is nothing to publish.</summary>
public class EventStore(ISqlDatabase database) : IEventStore
{
    private readonly EventSql _sql = new(database.Dialect);

    /// <inheritdoc/>
    public event Action? Written
    {
        add => database.Written += value;
        remove => database.Written -= value;
    }

    /// <inheritdoc/>
    public virtual ValueTask<int> PublishAsync(CancellationToken cancellation) => new(0);

    /// <inheritdoc/>
    public ValueTask<EventBounds> FindBoundsAsync(CancellationToken cancellation) => database.ReadAsync(
        (session, token) => session.ReadSingleAsync(new SqlStatement(_sql.FindBounds), ReadBounds, token), cancellation);

    /// <inheritdoc/>
    public ValueTask<EventPage> ReadAsync(long after, SampleId? sample, int limit, CancellationToken cancellation) => database.ReadAsync(
        async (session, token) =>
        {
            var statement = sample is { } id
                ? new SqlStatement(_sql.ReadOfSample).Bind(after).Bind(limit).Bind(id.ToString())
                : new SqlStatement(_sql.Read).Bind(after).Bind(limit);
            var rows = await session.ReadAllAsync(
                statement, static row => (Bounds: ReadBounds(row), Event: row.IsNull(3) ? null : ReadEvent(row)), token).ConfigureAwait(false);
            return new EventPage([.. rows.Select(static row => row.Event).OfType<SampleEvent>()], rows[0].Bounds);
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask<int> RemoveAsync(Timestamp before, long kept, int limit, CancellationToken cancellation) => (await database.WriteAsync(
        async (session, token) =>
        {
            var last = await session.ReadSingleAsync(
                new SqlStatement(_sql.FindRemovable).Bind(before.Milliseconds).Bind(kept).Bind(limit),
                static row => row.IsNull(0) ? (long?)null : row.GetInt64(0), token).ConfigureAwait(false);
            return last is null
                ? []
                : await session.ReadAllAsync(
                    new SqlStatement(_sql.Remove).Bind(last).Bind(limit), static row => row.GetInt64(0), token).ConfigureAwait(false);
        },
        static removed => removed.Count > 0, isIdempotent: true, cancellation).ConfigureAwait(false)).Count;

    private static EventBounds ReadBounds(ISqlRow row) => new(row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2));

    private static SampleEvent ReadEvent(ISqlRow row) => new(row.GetInt64(3), row.GetTimestamp(4), row.GetString(5), row.IsNull(6) ? null : row.GetUser(6))
    {
        Sample = row.IsNull(7) ? null : new SampleId(Guid.Parse(row.GetString(7))),
        Version = row.IsNull(8) ? null : (int)row.GetInt64(8),
        Link = row.IsNull(9) ? null : new LinkId(Guid.Parse(row.GetString(9))),
        Workspace = row.IsNull(10) ? null : new WorkspaceId(row.GetInt64(10)),
        Relation = row.IsNull(11) ? null : Guid.Parse(row.GetString(11)),
        Identifier = row.IsNull(12) ? null : row.GetString(12),
        Group = row.IsNull(13) ? null : row.GetString(13),
        AclVersion = row.IsNull(14) ? null : row.GetInt64(14),
        Addressee = row.IsNull(15) ? null : row.GetUser(15),
    };
}
