using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Data links in a SQLite database.</summary>
public sealed class LinkStore(SqliteDatabase database) : ILinkStore
{
    /// <inheritdoc/>
    public ValueTask<DataLink?> FindAsync(LinkId id, CancellationToken cancellation) =>
        database.ReadAsync(
            session => session.Prepare(LinkSql.Find).Bind("@id", id.Value).ReadSingle(LinkRecord.ReadLink), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DataLink>> FindManyAsync(IReadOnlyCollection<LinkId> ids, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<DataLink>>(session => FindMany(session, ids), cancellation);

    /// <inheritdoc/>
    public ValueTask<DataLink?> FindActiveAsync(DataUnit unit, CancellationToken cancellation) =>
        database.ReadAsync(session => FindActive(session, unit), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DataLink>> FindByObjectAsync(
        Upa upa, Timestamp? at, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<DataLink>>(
            session =>
            {
                var statement = at is { } moment
                    ? BindUpa(session.Prepare(LinkSql.FindByObjectAt), upa).Bind("@at", moment.Milliseconds)
                    : BindUpa(session.Prepare(LinkSql.FindActiveByObject), upa);
                return statement.ReadAll(LinkRecord.ReadLink);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DataLink>> FindBySamplesAsync(
        IReadOnlyList<SampleVersionId> samples, Timestamp? at, IReadOnlySet<WorkspaceId>? workspaces,
        CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<DataLink>>(
            session =>
            {
                var statement = at is { } moment
                    ? session.Prepare(LinkSql.FindBySamplesAt).BindIds("@samples", samples).Bind("@at", moment.Milliseconds)
                    : session.Prepare(LinkSql.FindActiveBySamples).BindIds("@samples", samples);
                var links = new List<DataLink>();
                statement.ForEach(row =>
                {
                    if (workspaces is null || workspaces.Contains(new WorkspaceId(row.GetInt64(1))))
                        links.Add(LinkRecord.ReadLink(row));
                });
                return links;
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<LinkedSample?> FindLinkedSampleAsync(Upa upa, SampleId sample, CancellationToken cancellation) =>
        database.ReadAsync(
            session => BindUpa(session.Prepare(LinkSql.FindLinkedSample), upa).Bind("@sample", sample.Value).ReadSingle<LinkedSample?>(
                static row => new LinkedSample(row.GetBoolean(0), WithdrawnVersions.Parse(row.GetStringOrNull(1)))),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<WorkspaceId, int>> CountByNodeAsync(
        SampleVersionId sample, NodeId node, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<WorkspaceId, int>>(
            session => BindSample(session.Prepare(LinkSql.CountByNode), sample).Bind("@node", node.Value)
                .ReadAll(static row => (Workspace: new WorkspaceId(row.GetInt64(0)), Count: row.GetInt32(1)))
                .ToDictionary(static row => row.Workspace, static row => row.Count),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<LinkOutcome> CreateAsync(NewLink link, CancellationToken cancellation) =>
        database.WriteRepeatableAsync(session => Create(session, link), cancellation);

    /// <inheritdoc/>
    public ValueTask<ExpiryOutcome> ExpireAsync(LinkExpiry expiry, CancellationToken cancellation) =>
        database.WriteRepeatableAsync(session => Expire(session, expiry), cancellation);

    private LinkOutcome Create(SqliteSession session, NewLink link)
    {
        if (FindRecord(session, link.Id) is { } made)
            return made.CreatedBy == link.WriteId
                ? new LinkOutcome(LinkStatus.Created, made.Link with { ExpiredBy = null, Expired = null })
                : throw new InvalidOperationException("The id of a new link is that of another one.");

        var target = FindTarget(session, link);
        if (target is null)
            return new LinkOutcome(LinkStatus.NoSuchSample, null);
        if (link.SeenAclVersion is { } seen && seen != target.AclVersion)
            return new LinkOutcome(LinkStatus.AclsChanged, null);
        if (link.Sample.Version < 1 || link.Sample.Version > target.Head || target.WithdrawnVersions.Contains(link.Sample.Version))
            return new LinkOutcome(LinkStatus.NoSuchVersion, null);
        if (!target.HasNode)
            return new LinkOutcome(LinkStatus.NoSuchNode, null);

        var active = FindActive(session, link.Unit);
        if (active?.Id != link.Replaces)
            return new LinkOutcome(LinkStatus.ActiveLinkDiffers, active);
        var status = target.Check(link, active);
        return status == LinkStatus.Created
            ? new LinkOutcome(status, Store(session, link, active))
            : new LinkOutcome(status, null);
    }

    private DataLink Store(SqliteSession session, NewLink link, DataLink? replaced)
    {
        var created = LinkRules.CreationTime(Timestamp.Now(database.Clock), replaced);
        if (replaced is null)
        {
            BindUpa(session.Prepare(LinkSql.AddToObject), link.Unit.Upa).Execute();
            BindSample(session.Prepare(LinkSql.AddToSample), link.Sample).Execute();
        }
        else
        {
            End(session, replaced.Id, link.CreatedBy, created.Plus(-1), link.WriteId);
            if (replaced.Sample != link.Sample)
            {
                BindSample(session.Prepare(LinkSql.TakeFromSample), replaced.Sample).Execute();
                BindSample(session.Prepare(LinkSql.AddToSample), link.Sample).Execute();
            }
        }

        BindSample(BindUpa(session.Prepare(LinkSql.Insert).Bind("@id", link.Id.Value), link.Unit.Upa)
                .Bind("@data", link.Unit.DataId), link.Sample)
            .Bind("@node", link.Node.Value).Bind("@created_by", link.CreatedBy.Value)
            .Bind("@created_at", created.Milliseconds).Bind("@write", link.WriteId.Value).Execute();
        EventRows.AddLink(session, EventType.NewLink, created, link.CreatedBy, link.Sample, link.Id);
        // As the old service sent them.
        if (replaced is not null)
            EventRows.AddLink(session, EventType.ExpiredLink, created.Plus(-1), link.CreatedBy, replaced.Sample, replaced.Id);
        return new DataLink(link.Id, link.Unit, link.Sample, link.Node, link.CreatedBy, created, null, null);
    }

    private ExpiryOutcome Expire(SqliteSession session, LinkExpiry expiry)
    {
        if (FindRecord(session, expiry.Id) is not { } found)
            return new ExpiryOutcome(ExpiryStatus.NotActive, null);
        var link = found.Link;
        if (link.Expired is not null)
            return new ExpiryOutcome(
                found.ExpiredBy == expiry.WriteId ? ExpiryStatus.Expired : ExpiryStatus.NotActive, link);
        if (expiry.SeenAclVersion is { } seen
            && session.Prepare(LinkSql.FindAclVersion).Bind("@sample", link.Sample.Sample.Value).ReadInt64() != seen)
            return new ExpiryOutcome(ExpiryStatus.AclsChanged, link);

        var expired = LinkRules.ExpiryTime(Timestamp.Now(database.Clock), link);
        End(session, link.Id, expiry.ExpiredBy, expired, expiry.WriteId);
        EventRows.AddLink(session, EventType.ExpiredLink, expired, expiry.ExpiredBy, link.Sample, link.Id);
        BindUpa(session.Prepare(LinkSql.TakeFromObject), link.Unit.Upa).Execute();
        BindSample(session.Prepare(LinkSql.TakeFromSample), link.Sample).Execute();
        return new ExpiryOutcome(ExpiryStatus.Expired, link with { ExpiredBy = expiry.ExpiredBy, Expired = expired });
    }

    private static void End(SqliteSession session, LinkId link, UserName by, Timestamp at, WriteId writeId) =>
        session.Prepare(LinkSql.Expire)
            .Bind("@expired_by", by.Value).Bind("@expired_at", at.Milliseconds).Bind("@write", writeId.Value)
            .Bind("@id", link.Value).Execute();

    private static LinkRecord? FindRecord(SqliteSession session, LinkId id) =>
        session.Prepare(LinkSql.Find).Bind("@id", id.Value).ReadSingle(LinkRecord.Read);

    internal static List<DataLink> FindMany(SqliteSession session, IEnumerable<LinkId> ids) =>
        session.Prepare(LinkSql.FindMany).BindIds("@ids", ids).ReadAll(LinkRecord.ReadLink);

    internal static DataLink? FindActive(SqliteSession session, DataUnit unit) =>
        BindUpa(session.Prepare(LinkSql.FindActive), unit.Upa).Bind("@data", unit.DataId)
            .ReadSingle(LinkRecord.ReadLink);

    private static LinkTarget? FindTarget(SqliteSession session, NewLink link) =>
        BindUpa(BindSample(session.Prepare(LinkSql.FindTarget), link.Sample).Bind("@node", link.Node.Value), link.Unit.Upa)
            .ReadSingle(LinkTarget.Read);

    internal static SqliteStatement BindUpa(SqliteStatement statement, Upa upa) =>
        statement.Bind("@workspace", upa.Workspace.Value).Bind("@object", upa.Object)
            .Bind("@object_version", upa.Version);

    internal static SqliteStatement BindSample(SqliteStatement statement, SampleVersionId sample) =>
        statement.Bind("@sample", sample.Sample.Value).Bind("@version", sample.Version);
}
