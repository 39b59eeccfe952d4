using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Data links in a PostgreSQL database.</summary>
public sealed class LinkStore(PostgreSqlDatabase database) : ILinkStore
{
    /// <inheritdoc/>
    public ValueTask<DataLink?> FindAsync(LinkId id, CancellationToken cancellation) =>
        database.ReadAsync((session, token) => FindAsync(session, id, token), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DataLink>> FindManyAsync(IReadOnlyCollection<LinkId> ids, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<DataLink>>(
            async (session, token) => await session.ReadAllAsync(
                new PostgreSqlStatement(LinkSql.FindMany).Bind([.. ids.Select(static id => id.Value)]), ReadLink, token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<DataLink?> FindActiveAsync(DataUnit unit, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.ReadSingleAsync(
                BindUpa(new PostgreSqlStatement(LinkSql.FindActive), unit.Upa).Bind(unit.DataId), ReadLink, token),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DataLink>> FindByObjectAsync(
        Upa upa, Timestamp? at, CancellationToken cancellation) =>
        ListAsync(
            () => at is { } moment
                ? BindUpa(new PostgreSqlStatement(LinkSql.FindByObjectAt), upa).Bind(moment.Milliseconds)
                : BindUpa(new PostgreSqlStatement(LinkSql.FindActiveByObject), upa),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DataLink>> FindBySamplesAsync(
        IReadOnlyList<SampleVersionId> samples, Timestamp? at, IReadOnlySet<WorkspaceId>? workspaces,
        CancellationToken cancellation) =>
        ListAsync(
            () =>
            {
                var statement = new PostgreSqlStatement(at is null ? LinkSql.FindActiveBySamples : LinkSql.FindBySamplesAt)
                    .Bind([.. samples.Select(static id => id.Sample.Value)])
                    .Bind([.. samples.Select(static id => id.Version)])
                    .Bind(workspaces?.Select(static id => id.Value).ToArray());
                return at is { } moment ? statement.Bind(moment.Milliseconds) : statement;
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<LinkedSample?> FindLinkedSampleAsync(Upa upa, SampleId sample, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.ReadSingleAsync<LinkedSample?>(
                BindUpa(new PostgreSqlStatement(LinkSql.FindLinkedSample), upa).Bind(sample.Value),
                static row => new LinkedSample(row.GetBoolean(0), WithdrawnVersions.Parse(row.GetStringOrNull(1))), token),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<WorkspaceId, int>> CountByNodeAsync(
        SampleVersionId sample, NodeId node, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<WorkspaceId, int>>(
            async (session, token) => (await session.ReadAllAsync(
                    new PostgreSqlStatement(LinkSql.CountByNode).Bind(sample.Sample.Value).Bind(sample.Version).Bind(node.Value),
                    static row => (Workspace: new WorkspaceId(row.GetInt64(0)), Count: (int)row.GetInt64(1)), token).ConfigureAwait(false))
                .ToDictionary(static row => row.Workspace, static row => row.Count),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<LinkOutcome> CreateAsync(NewLink link, CancellationToken cancellation) =>
        database.WriteAsync(
            async (session, token) =>
            {
                var (status, id, created) = await session.ReadSingleAsync(
                    CreateStatement(link, database.Now),
                    static row => (row.GetString(0), row.IsDBNull(1) ? default : row.GetGuid(1), row.GetTimestampOrNull(2)),
                    token).ConfigureAwait(false);
                switch (status)
                {
                    case "created":
                        return new LinkOutcome(LinkStatus.Created, new DataLink(
                            link.Id, link.Unit, link.Sample, link.Node, link.CreatedBy, created!.Value, null, null));
                    case "active link differs" when id != default:
                        var active = await FindAsync(session, new LinkId(id), token).ConfigureAwait(false);
                        // As it was then, although it may have been ended since.
                        return new LinkOutcome(
                            LinkStatus.ActiveLinkDiffers, active! with { ExpiredBy = null, Expired = null });
                    case "id taken":
                        throw new InvalidOperationException("The id of a new link is that of another one.");
                    default:
                        return new LinkOutcome(ParseStatus(status), null);
                }
            },
            isIdempotent: true, cancellation);

    /// <inheritdoc/>
    public ValueTask<ExpiryOutcome> ExpireAsync(LinkExpiry expiry, CancellationToken cancellation) =>
        database.WriteAsync(
            (session, token) => session.RunAsync(
                [
                    ExpireStatement(expiry, database.Now),
                    new PostgreSqlStatement(LinkSql.Find).Bind(expiry.Id.Value),
                ],
                static async (reader, inner) =>
                {
                    await reader.ReadAsync(inner).ConfigureAwait(false);
                    var status = ParseExpiryStatus(reader.GetString(0));
                    await reader.NextResultAsync(inner).ConfigureAwait(false);
                    return new ExpiryOutcome(
                        status, await PostgreSqlSession.ReadRowAsync(reader, ReadLink, inner).ConfigureAwait(false));
                },
                System.Data.CommandBehavior.Default, token),
            isIdempotent: true, cancellation);

    private ValueTask<IReadOnlyList<DataLink>> ListAsync(
        Func<PostgreSqlStatement> statement, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<DataLink>>(
            async (session, token) => await session.ReadAllAsync(statement(), ReadLink, token).ConfigureAwait(false),
            cancellation);

    private static Task<DataLink?> FindAsync(PostgreSqlSession session, LinkId id, CancellationToken cancellation) =>
        session.ReadSingleAsync(new PostgreSqlStatement(LinkSql.Find).Bind(id.Value), ReadLink, cancellation);

    /// <summary>Makes or replaces a link.</summary>
    internal static PostgreSqlStatement CreateStatement(NewLink link, long? now) =>
        BindUpa(new PostgreSqlStatement(LinkSql.Create).Bind(link.Id.Value), link.Unit.Upa)
            .Bind(link.Unit.DataId).Bind(link.Sample.Sample.Value).Bind(link.Sample.Version).Bind(link.Node.Value)
            .Bind(link.CreatedBy.Value).Bind(link.Replaces?.Value).Bind(link.SeenAclVersion)
            .Bind(link.Limits.PerObjectVersion).Bind(link.Limits.PerSampleVersion).Bind(link.WriteId.Value)
            .Bind(now);

    /// <summary>Ends a link.</summary>
    internal static PostgreSqlStatement ExpireStatement(LinkExpiry expiry, long? now) =>
        new PostgreSqlStatement(LinkSql.Expire).Bind(expiry.Id.Value).Bind(expiry.ExpiredBy.Value)
            .Bind(expiry.SeenAclVersion).Bind(expiry.WriteId.Value).Bind(now);

    private static PostgreSqlStatement BindUpa(PostgreSqlStatement statement, Upa upa) =>
        statement.Bind(upa.Workspace.Value).Bind(upa.Object).Bind(upa.Version);

    private static LinkStatus ParseStatus(string? status) => status switch
    {
        "no such sample" => LinkStatus.NoSuchSample,
        "acls changed" => LinkStatus.AclsChanged,
        "no such version" => LinkStatus.NoSuchVersion,
        "no such node" => LinkStatus.NoSuchNode,
        "active link differs" => LinkStatus.ActiveLinkDiffers,
        "too many from object" => LinkStatus.TooManyFromObject,
        "too many from sample" => LinkStatus.TooManyFromSample,
        _ => throw new InvalidOperationException($"create_data_link has no status {status}."),
    };

    private static ExpiryStatus ParseExpiryStatus(string status) => status switch
    {
        "expired" => ExpiryStatus.Expired,
        "not active" => ExpiryStatus.NotActive,
        "acls changed" => ExpiryStatus.AclsChanged,
        _ => throw new InvalidOperationException($"expire_data_link has no status {status}."),
    };

    internal static DataLink ReadLink(NpgsqlDataReader row) => new(
        new LinkId(row.GetGuid(0)),
        new DataUnit(new Upa(new WorkspaceId(row.GetInt64(1)), row.GetInt64(2), row.GetInt64(3)), row.GetString(4)),
        new SampleVersionId(new SampleId(row.GetGuid(5)), row.GetInt32(6)), new NodeId(row.GetString(7)),
        row.GetUser(8), row.GetTimestamp(9), row.GetUserOrNull(10), row.GetTimestampOrNull(11));
}
