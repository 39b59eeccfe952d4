using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Samples and their versions in a SQLite database.</summary>
public sealed class SampleStore(SqliteDatabase database) : ISampleStore
{
    /// <inheritdoc/>
    public ValueTask<SampleHeader?> FindAsync(SampleId id, CancellationToken cancellation) =>
        database.ReadAsync(session => SampleHeaderReader.Find(session, id), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SampleHeader>> FindManyAsync(
        IReadOnlyCollection<SampleId> ids, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<SampleHeader>>(
            session => SampleHeaderReader.ReadAll(
                session.Prepare(SampleSql.FindHeaders).BindIds("@ids", ids.Distinct())),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SampleHeaderVersion>> FindHeaderVersionsAsync(
        IReadOnlyCollection<SampleId> ids, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<SampleHeaderVersion>>(
            session => session.Prepare(SampleSql.FindHeaderVersions).BindIds("@ids", ids.Distinct()).ReadAll(
                static row => new SampleHeaderVersion(
                    new SampleId(row.GetGuid(0)), row.GetInt32(1), row.GetInt64(2), WithdrawnVersions.Parse(row.GetStringOrNull(3)))),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<FoundSample?> FindWithVersionAsync(
        SampleId id, VersionNumber? version, CancellationToken cancellation) =>
        database.ReadAsync(
            session => SampleHeaderReader.Find(session, id) is { } header
                ? new FoundSample(
                    header,
                    session.Prepare(SampleSql.FindVersionOrHead).Bind("@id", id.Value).Bind("@version", version?.Value)
                        .ReadSingle(row => ReadVersion(row, id, 0)))
                : null,
            cancellation);

    /// <inheritdoc/>
    public ValueTask<SampleVersion?> FindVersionAsync(SampleVersionId id, CancellationToken cancellation) =>
        database.ReadAsync(
            session => SampleRows.BindVersion(session.Prepare(SampleSql.FindVersion), id).ReadSingle(row => ReadVersion(row, id.Sample, 0)), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FoundVersion>> FindVersionsAsync(
        Requester requester, IReadOnlyList<VersionQuery> asked, CancellationToken cancellation) =>
        PartitionedRead.ReadAsync<VersionQuery, FoundVersion>(
            asked,
            (part, found) => database.ReadAsync(
                session => FindVersions(session, requester, part, found), cancellation).AsTask());

    /// <inheritdoc/>
    public ValueTask<StoredNode?> FindNodeAsync(
        SampleVersionId id, NodeId node, CancellationToken cancellation) =>
        database.ReadAsync(session => FindNode(session, id, node), cancellation);

    /// <inheritdoc/>
    public async ValueTask<SampleHeader> CreateAsync(NewSample sample, CancellationToken cancellation)
    {
        await database.SearchQueue.WaitForRoomAsync(cancellation).ConfigureAwait(false);
        return await database.WriteRepeatableAsync(session => Create(session, sample), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<SaveOutcome> SaveVersionAsync(NewVersion version, CancellationToken cancellation)
    {
        await database.SearchQueue.WaitForRoomAsync(cancellation).ConfigureAwait(false);
        return await database.WriteRepeatableAsync(session => Save(session, version), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<AclOutcome> ReplaceAclsAsync(NewAcls change, CancellationToken cancellation) =>
        database.WriteAsync(session => ReplaceAcls(session, change), cancellation);

    /// <inheritdoc/>
    public ValueTask<AclOutcome> RecordSameAclsAsync(SameAcls change, CancellationToken cancellation) =>
        database.WriteAsync(session => RecordSameAcls(session, change), cancellation);

    /// <summary>Fills the places of the samples that exist, and tells how many.</summary>
    private static int FindVersions(
        SqliteSession session, Requester requester, ArraySegment<VersionQuery> asked, ArraySegment<FoundVersion> found)
    {
        var count = 0;
        session.Prepare(SampleSql.FindVersions).BindQueries("@asked", asked)
            .Bind("@user", requester.User?.Value).Bind("@all", requester.IsAdministrator).BindTexts("@names", requester.Names)
            .ForEach(row =>
            {
                var place = row.GetInt32(0);
                var held = SampleAcls.LevelOf(row.GetBoolean(1), (AccessLevel)row.GetInt32(2), row.GetBoolean(3));
                var version = row.IsNull(6) ? null : ReadVersion(row, asked[place].Address.Sample, 6);
                found[place] = new FoundVersion(held, row.GetInt32(4), WithdrawnVersions.Parse(row.GetStringOrNull(5)), version);
                count++;
            });
        return count;
    }

    private static StoredNode? FindNode(SqliteSession session, SampleVersionId id, NodeId node)
    {
        var place = SampleRows.BindVersion(session.Prepare(SampleSql.FindNode), id).Bind("@node", node.Value)
            .ReadSingle<(long Row, int Start, int Length, int Position, bool HasParent)?>(
                static row => (row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), !row.IsNull(4)));
        if (place is not { } found)
            return null;
        return new StoredNode(
            session.ReadPiece("sample_versions", "node_tree", found.Row, found.Start, found.Length),
            found.HasParent
                ? [.. SampleRows.BindVersion(session.Prepare(SampleSql.FindChildren), id).Bind("@position", found.Position).ReadAll(static row => new NodeId(row.GetString(0)))]
                : null);
    }

    private SampleHeader Create(SqliteSession session, NewSample sample)
    {
        var now = Timestamp.Now(database.Clock);
        if (InsertSample(session, sample, now) is not { } ordinal)
            return FindCreated(session, sample);
        InsertVersion(session, new SampleVersionId(sample.Id, 1), sample.Owner, sample.Content, sample.WriteId, now);
        session.Prepare(SampleSql.InsertQueue).Bind("@ordinal", ordinal).Bind("@now", now.Milliseconds).Execute();
        database.SearchQueue.Saves.Set();
        return new SampleHeader(sample.Id, SampleAcls.OwnedBy(sample.Owner), Head: 1, AclVersion: 1);
    }

    /// <summary>Inserts the row of a sample and gives its ordinal, the first that is free; null if its id is taken.</summary>
    private static long? InsertSample(SqliteSession session, NewSample sample, Timestamp now)
    {
        for (var attempt = 0; attempt < SampleOrdinal.PerMillisecond; attempt++)
        {
            var ordinal = SampleOrdinal.Of(now, SampleOrdinal.BitsOf(sample.Id, attempt));
            var inserted = session.Prepare(SampleSql.InsertSample)
                .Bind("@id", sample.Id.Value).Bind("@owner", sample.Owner.Value).Bind("@now", now.Milliseconds).Bind("@ordinal", ordinal).Execute();
            if (inserted != 0)
                return ordinal;
            if (FirstWriteOf(session, sample.Id) is not null)
                return null;
        }

        throw new InvalidOperationException("No ordinal is free.");
    }

    private static Guid? FirstWriteOf(SqliteSession session, SampleId id) =>
        session.Prepare(SampleSql.FindFirstWrite).Bind("@id", id.Value).ReadSingle<Guid?>(static row => row.GetGuid(0));

    private static SampleHeader FindCreated(SqliteSession session, NewSample sample) =>
        FirstWriteOf(session, sample.Id) == sample.WriteId.Value
            ? SampleHeaderReader.Find(session, sample.Id)!
            : throw new InvalidOperationException("The id of a new sample is that of another one.");

    private SaveOutcome Save(SqliteSession session, NewVersion version)
    {
        var made = session.Prepare(SampleSql.FindLaterWrite)
            .Bind("@id", version.Id.Value).Bind("@write", version.WriteId.Value).ReadInt64();
        if (made is { } earlier)
            return new SaveOutcome(SaveStatus.Saved, (int)earlier, SampleHeaderReader.Find(session, version.Id));

        // Beyond all versions stands for a number that no head reaches.
        var head = session.Prepare(SampleSql.AdvanceHead)
            .Bind("@id", version.Id.Value).Bind("@acl", version.SeenAclVersion)
            .Bind("@prior", version.PriorVersion?.Value).ReadInt64();
        if (head is null)
            return Refuse(version, SampleHeaderReader.Find(session, version.Id));
        var now = Timestamp.Now(database.Clock);
        InsertVersion(session, new SampleVersionId(version.Id, (int)head), version.SavedBy, version.Content, version.WriteId, now);
        session.Prepare(SampleSql.QueueSample).Bind("@id", version.Id.Value).Bind("@now", now.Milliseconds).Execute();
        database.SearchQueue.Saves.Set();
        return new SaveOutcome(SaveStatus.Saved, (int)head, SampleHeaderReader.Find(session, version.Id));
    }

    private static SaveOutcome Refuse(NewVersion version, SampleHeader? current)
    {
        var status = current is null ? SaveStatus.NoSuchSample
            : version.SeenAclVersion is { } seen && seen != current.AclVersion ? SaveStatus.AclsChanged
            : SaveStatus.HeadDiffers;
        return new SaveOutcome(status, 0, current);
    }

    private static void InsertVersion(
        SqliteSession session, SampleVersionId id, UserName savedBy, SampleContent content, WriteId writeId, Timestamp now)
    {
        SampleRows.InsertVersion(session, id, savedBy, content, writeId, now);
        EventRows.Add(session, EventType.NewSample, now, savedBy, id);
    }

    private AclOutcome ReplaceAcls(SqliteSession session, NewAcls change)
    {
        var current = SampleHeaderReader.Find(session, change.Id);
        if (current is null)
            return new AclOutcome(false, null);
        if (session.Prepare(SampleSql.FindAclWrite).Bind("@id", change.Id.Value).Bind("@write", change.WriteId.Value)
            .ReadSingle(static _ => true))
            return new AclOutcome(true, current);
        // Another owner comes with another state of the ACLs.
        if (current.AclVersion == change.SeenAclVersion && current.Acls.Owner != change.Acls.Owner)
            throw new ArgumentException("This does not change the owner of a sample.", nameof(change));

        var now = Timestamp.Now(database.Clock);
        var changed = session.Prepare(SampleSql.UpdateAcls)
            .Bind("@public", change.Acls.PublicRead).Bind("@now", now.Milliseconds)
            .Bind("@id", change.Id.Value).Bind("@seen", change.SeenAclVersion)
            .Execute();
        if (changed == 0)
            return new AclOutcome(false, current);
        SampleRows.InsertFirstAclState(session, change.Id, current.AclVersion, current.Acls, now);
        SampleRows.InsertAclChange(
            session, change.Id, current.AclVersion + 1, change.Acls, change.WriteId, change.ChangedBy, change.AsAdministrator, now);
        EventRows.AddAclChange(session, now, change.ChangedBy, change.Id, current.AclVersion + 1);
        SampleRows.ReplaceAcls(session, change.Id, change.Acls);
        return new AclOutcome(true, current with { Acls = change.Acls, AclVersion = current.AclVersion + 1 });
    }

    private AclOutcome RecordSameAcls(SqliteSession session, SameAcls change)
    {
        var current = SampleHeaderReader.Find(session, change.Id);
        if (current?.AclVersion != change.SeenAclVersion)
            return new AclOutcome(false, current);
        EventRows.AddAclChange(session, Timestamp.Now(database.Clock), change.ChangedBy, change.Id, current.AclVersion);
        return new AclOutcome(true, current);
    }

    private static SampleVersion ReadVersion(SqliteRow row, SampleId sample, int column) => new(
        new SampleVersionId(sample, row.GetInt32(column)), new UserName(row.GetString(column + 1)), row.GetStringOrNull(column + 2),
        row.GetBytes(column + 4), new Timestamp(row.GetInt64(column + 3)));
}
