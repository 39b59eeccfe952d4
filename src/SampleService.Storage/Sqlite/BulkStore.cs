using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Takes samples into a SQLite database.</summary>
public sealed class BulkStore(SqliteDatabase database) : IBulkStore
{
    /// <inheritdoc/>
    public ValueTask<BulkCounts> CountAsync(CancellationToken cancellation) => database.ReadAsync(
        static session => session.Prepare(BulkSql.Count).ReadSingle(
            static row => new BulkCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))),
        cancellation, "CountBulk");

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<SampleId>> FindIdsAsync(IReadOnlyList<SampleId> ids, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlySet<SampleId>>(
            session => session.Prepare(BulkSql.FindIds).BindIds("@ids", ids).ReadAll(static row => new SampleId(row.GetGuid(0))).ToHashSet(),
            cancellation, "FindBulkIds");

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BulkSample>> FindAsync(IReadOnlyList<SampleId> ids, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<BulkSample>>(session => Find(session, ids), cancellation, "FindBulk");

    /// <inheritdoc/>
    public ValueTask<LinkId?> FindConflictAsync(IReadOnlyList<DataLink> links, CancellationToken cancellation) =>
        database.ReadAsync(session => FindConflict(session, links), cancellation, "FindBulkConflict");

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<BulkSample> samples, CancellationToken cancellation) =>
        await database.WriteAsync(
            session =>
            {
                Write(session, samples, Timestamp.Now(database.Clock).Milliseconds);
                return true;
            },
            cancellation, "WriteBulk").ConfigureAwait(false);

    private static List<BulkSample> Find(SqliteSession session, IReadOnlyList<SampleId> ids)
    {
        SqliteStatement Asked(string sql) => session.Prepare(sql).BindIds("@ids", ids.Distinct());
        return BulkRows.Assemble(
            Asked(BulkSql.FindSamples).ReadAll(static row => new BulkHeader(
                new SampleId(row.GetGuid(0)), new UserName(row.GetString(1)), row.GetBoolean(2), new Timestamp(row.GetInt64(3)),
                new Timestamp(row.GetInt64(4)), row.GetInt32(5), row.GetInt64(6), row.GetBoolean(7))),
            Asked(BulkSql.FindAcls).ReadAll(static row => (new SampleId(row.GetGuid(0)), row.GetString(1), row.GetString(2))),
            Asked(BulkSql.FindVersions).ReadAll(static row => (
                new SampleId(row.GetGuid(0)),
                new BulkVersion(
                    row.GetInt32(1), new UserName(row.GetString(2)), new Timestamp(row.GetInt64(3)), new WriteId(row.GetGuid(4)),
                    new SampleContent(row.GetStringOrNull(5), row.GetBytes(6), [])))),
            Asked(BulkSql.FindNodes).ReadAll(static row => (
                new SampleVersionId(new SampleId(row.GetGuid(0)), row.GetInt32(1)), row.GetInt32(2),
                new NodeEntry(new NodeId(row.GetString(3)), row.GetInt32(4), row.GetInt32(5), (int?)row.GetInt64OrNull(6)))),
            Asked(BulkSql.FindLinks).ReadAll(static row => new DataLink(
                new LinkId(row.GetGuid(0)), new DataUnit(new Upa(new WorkspaceId(row.GetInt64(1)), row.GetInt64(2), row.GetInt64(3)), row.GetString(4)),
                new SampleVersionId(new SampleId(row.GetGuid(5)), row.GetInt32(6)), new NodeId(row.GetString(7)), new UserName(row.GetString(8)),
                new Timestamp(row.GetInt64(9)), row.IsNull(10) ? null : new UserName(row.GetString(10)),
                row.GetInt64OrNull(11) is { } expired ? new Timestamp(expired) : null)));
    }

    private static LinkId? FindConflict(SqliteSession session, IReadOnlyList<DataLink> links)
    {
        foreach (var link in links)
        {
            var found = session.Prepare(BulkSql.FindLink).Bind("@id", link.Id.Value).ReadSingle<Guid?>(static row => row.GetGuid(0));
            if (found is null && link.Expired is null)
                found = session.Prepare(BulkSql.FindActiveLink)
                    .Bind("@workspace", link.Unit.Upa.Workspace.Value).Bind("@object", link.Unit.Upa.Object).Bind("@version", link.Unit.Upa.Version)
                    .Bind("@data", link.Unit.DataId).ReadSingle<Guid?>(static row => row.GetGuid(0));
            if (found is { } id)
                return new LinkId(id);
        }

        return null;
    }

    private static void Write(SqliteSession session, IReadOnlyList<BulkSample> samples, long now)
    {
        // Completed at once: a session of SQLite waits for nothing.
        var ordinals = BulkOrdinals.GiveAsync(samples, asked => ValueTask.FromResult(FindTaken(session, asked))).AsTask().GetAwaiter().GetResult();
        var isQueued = session.Prepare(IndexSql.CountQueued).Bind("@limit", IBulkStore.MaxQueued).ReadInt64() + samples.Count <= IBulkStore.MaxQueued;
        for (var i = 0; i < ordinals.Length; i++)
        {
            Write(session, samples[i], ordinals[i]);
            if (isQueued && samples[i].HasHead)
                session.Prepare(SampleSql.InsertQueue).Bind("@ordinal", ordinals[i]).Bind("@now", now).Execute();
        }

        if (!isQueued)
            session.Prepare(BulkSql.BeginBackfill).Execute();
        foreach (var (upa, active) in BulkRows.ObjectCounts(samples))
            session.Prepare(BulkSql.AddToObject).Bind("@workspace", upa.Workspace.Value).Bind("@object", upa.Object).Bind("@version", upa.Version)
                .Bind("@active", active).Execute();
        foreach (var (version, active) in BulkRows.VersionCounts(samples))
            session.Prepare(BulkSql.AddToSample).Bind("@sample", version.Sample.Value).Bind("@version", version.Version).Bind("@active", active).Execute();
    }

    private static HashSet<long> FindTaken(SqliteSession session, long[] asked) =>
        [.. asked.Where(ordinal => session.Prepare(BackfillSql.FindOrdinal).Bind("@ordinal", ordinal).ReadAny())];

    private static void Write(SqliteSession session, BulkSample sample, long ordinal)
    {
        var id = sample.Id.Value;
        session.Prepare(BulkSql.InsertSample)
            .Bind("@id", id).Bind("@owner", sample.Acls.Owner.Value).Bind("@head", sample.Head).Bind("@public", sample.Acls.PublicRead)
            .Bind("@acl_version", BulkSample.FirstAclVersion).Bind("@changed", sample.AclsChanged.Milliseconds)
            .Bind("@created", sample.Created.Milliseconds).Bind("@ordinal", ordinal).Bind("@indexed", sample.HasHead ? 0 : sample.Head).Execute();
        foreach (var (user, level) in BulkRows.Acls(sample.Acls))
            session.Prepare(BulkSql.InsertAcl).Bind("@id", id).Bind("@user", user.Value).Bind("@level", level).Bind("@ordinal", ordinal).Execute();
        session.Prepare(BulkSql.InsertAclState)
            .Bind("@id", id).Bind("@version", BulkSample.FirstAclVersion).Bind("@changed", sample.AclsChanged.Milliseconds)
            .Bind("@state", AclState.Write(sample.Acls)).Execute();
        foreach (var version in sample.Versions)
            Write(session, id, version);
        foreach (var link in sample.Links)
            Write(session, link);
    }

    private static void Write(SqliteSession session, Guid sample, BulkVersion version)
    {
        session.Prepare(SampleSql.InsertVersion)
            .Bind("@id", sample).Bind("@version", version.Number).Bind("@name", version.Content.Name).Bind("@saved_by", version.SavedBy.Value)
            .Bind("@now", version.Saved.Milliseconds).Bind("@write", version.WriteId.Value).Bind("@count", version.Content.Nodes.Length)
            .BindText("@tree", version.Content.NodeTree.Span).Bind("@vocabulary", version.Content.Vocabulary?.Value).Execute();
        for (var position = 0; position < version.Content.Nodes.Length; position++)
        {
            var node = version.Content.Nodes[position];
            session.Prepare(SampleSql.InsertNode)
                .Bind("@id", sample).Bind("@version", version.Number).Bind("@node", node.Id.Value).Bind("@position", position)
                .Bind("@start", node.Start).Bind("@length", node.Length).Bind("@parent", node.Parent).Execute();
        }
    }

    // The id of a link serves as its write id: nobody repeats the write.
    private static void Write(SqliteSession session, DataLink link) => session.Prepare(BulkSql.InsertLink)
        .Bind("@id", link.Id.Value).Bind("@workspace", link.Unit.Upa.Workspace.Value).Bind("@object", link.Unit.Upa.Object)
        .Bind("@object_version", link.Unit.Upa.Version).Bind("@data", link.Unit.DataId).Bind("@sample", link.Sample.Sample.Value)
        .Bind("@version", link.Sample.Version).Bind("@node", link.Node.Value).Bind("@created_by", link.CreatedBy.Value)
        .Bind("@created", link.Created.Milliseconds).Bind("@expired_by", link.ExpiredBy?.Value).Bind("@expired", link.Expired?.Milliseconds)
        .Bind("@write", link.Id.Value).Bind("@expired_write", link.Expired is null ? (Guid?)null : link.Id.Value).Execute();
}
