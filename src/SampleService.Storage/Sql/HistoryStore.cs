using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>What samples were and what happened to them, in either database.</summary>
public sealed class HistoryStore(ISqlDatabase database) : IHistoryStore
{
    private readonly HistoryStatements _statements = new(database.Dialect);

    /// <inheritdoc/>
    public ValueTask<T> ReadAsync<T>(Func<IHistorySnapshot, CancellationToken, Task<T>> read, CancellationToken cancellation) =>
        database.ReadSnapshotAsync((session, moment, token) => read(new HistorySnapshot(session, _statements, moment), token), cancellation);
}

/// <summary>The statements for one database.</summary>
internal sealed class HistoryStatements(SqlDialect dialect)
{
    private readonly HistoryListSql _ascending = new(dialect, descending: false);
    private readonly HistoryListSql _descending = new(dialect, descending: true);

    private bool _areIndexesThere = dialect.CountLackingIndexes is null;

    public HistorySql Find { get; } = new(dialect);

    /// <summary>Sees to it that lists of links have their indexes, which stay once they are there.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.Busy"/>: they are being made.</exception>
    public async Task RequireIndexesAsync(ISqlSession session, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _areIndexesThere))
            return;
        if (await session.ReadSingleAsync(new SqlStatement(dialect.CountLackingIndexes!), static row => row.GetInt64(0), cancellation).ConfigureAwait(false) > 0)
            throw SearchFaults.IndexesAreMade();
        Volatile.Write(ref _areIndexesThere, true);
    }

    public HistoryListSql List(bool descending) => descending ? _descending : _ascending;
}

/// <summary>See <see cref="IHistorySnapshot"/>.</summary>
internal sealed class HistorySnapshot(ISqlSession session, HistoryStatements statements, SnapshotMoment moment) : IHistorySnapshot
{
    public SnapshotMoment Moment => moment;

    private HistorySql Sql => statements.Find;

    public async Task<IReadOnlyList<SampleMoment>> FindSamplesAsync(
        Requester requester, IReadOnlyCollection<SampleId> samples, Timestamp? at, CancellationToken cancellation) =>
        await session.ReadAllAsync(
            new SqlStatement(Sql.FindSamples).Bind(Ids(samples)).Bind(requester.Names).Bind(at?.Milliseconds ?? long.MaxValue),
            row => HistoryRows.ReadSample(row, requester.User), cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyDictionary<SampleId, SampleAcls>> FindAclsAsync(
        IReadOnlyCollection<SampleMoment> samples, CancellationToken cancellation)
    {
        var users = (await session.ReadAllAsync(
            new SqlStatement(Sql.FindAcls).Bind(Ids(samples.Select(static sample => sample.Id))), HistoryRows.ReadAcl, cancellation)
            .ConfigureAwait(false)).ToLookup(static acl => (acl.Sample, acl.Level), static acl => acl.User);
        UserSet With(SampleMoment sample, AccessLevel level) => UserSet.Of(users[(sample.Id, level)]);
        return samples.ToDictionary(
            static sample => sample.Id,
            sample => new SampleAcls(
                sample.Owner, With(sample, AccessLevel.Admin), With(sample, AccessLevel.Write), With(sample, AccessLevel.Read), sample.PublicRead));
    }

    public async Task<ILookup<SampleId, AclChange>> FindAclStatesAsync(
        IReadOnlyCollection<SampleId> samples, Timestamp at, CancellationToken cancellation) =>
        (await session.ReadAllAsync(
            new SqlStatement(Sql.FindAclStates).Bind(Ids(samples)).Bind(at.Milliseconds),
            static row => (Sample: HistoryRows.GetSample(row, 0), Change: HistoryRows.ReadAclState(row, 1)), cancellation).ConfigureAwait(false))
        .ToLookup(static state => state.Sample, static state => state.Change);

    public async Task<IReadOnlyDictionary<SampleVersionId, Withdrawal>> FindWithdrawnAsync(
        IReadOnlyCollection<SampleVersionId> versions, CancellationToken cancellation) =>
        (await session.ReadAllAsync(
            new SqlStatement(Sql.FindWithdrawn).Bind(Versions(versions)),
            static row => (Id: new SampleVersionId(HistoryRows.GetSample(row, 0), (int)row.GetInt64(1)), Withdrawal: HistoryRows.ReadWithdrawal(row, 2)!),
            cancellation).ConfigureAwait(false)).ToDictionary(static found => found.Id, static found => found.Withdrawal);

    public async Task<IReadOnlyList<SampleVersion>> FindVersionsAsync(
        IReadOnlyCollection<SampleVersionId> versions, CancellationToken cancellation) =>
        await session.ReadAllAsync(
            new SqlStatement(Sql.FindVersions).Bind(Versions(versions)), HistoryRows.ReadVersion, cancellation).ConfigureAwait(false);

    public Task<bool> HasNodeAsync(SampleVersionId version, NodeId node, CancellationToken cancellation) => session.ReadAnyAsync(
        new SqlStatement(Sql.FindNode).Bind(version.Sample.ToString()).Bind(version.Version).Bind(node.Value), cancellation);

    public async Task<IReadOnlyList<DataLink>> FindLinksAsync(
        IReadOnlyCollection<SampleVersionId> versions, Timestamp? at, IReadOnlySet<WorkspaceId>? workspaces, int max, CancellationToken cancellation)
    {
        var statement = new SqlStatement(at is null ? Sql.FindLinks : Sql.FindLinksAt)
            .Bind(Versions(versions)).Bind(workspaces is null).Bind([.. (workspaces ?? new HashSet<WorkspaceId>()).Select(static id => id.ToString())])
            .Bind((long)max);
        if (at is { } then)
            statement.Bind(then.Milliseconds);
        return await session.ReadAllAsync(statement, HistoryRows.ReadLink, cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<FoundRelation>> FindRelationsAsync(
        Requester requester, IReadOnlyCollection<SampleId> samples, Timestamp? at, CancellationToken cancellation) =>
        [.. (await session.ReadAllAsync(
            new SqlStatement(Sql.FindRelations).Bind(Ids(samples)).Bind(requester.Names).Bind(at is null).Bind(at?.Milliseconds ?? 0),
            row => HistoryRows.ReadRelation(row, requester.User), cancellation).ConfigureAwait(false))
            .OrderBy(static found => found.Relation.Created).ThenBy(static found => found.Relation.Id)];

    public async Task<IReadOnlyList<FoundRelation>> FindLineageAsync(
        Requester requester, IReadOnlyCollection<SampleId> samples, bool up, IReadOnlySet<RelationType> types, Timestamp? at, int max,
        CancellationToken cancellation) =>
        await session.ReadAllAsync(
            new SqlStatement(up ? Sql.FindParents : Sql.FindChildren).Bind(Ids(samples)).Bind(requester.Names).Bind(at is null).Bind(at?.Milliseconds ?? 0)
                .Bind([.. types.Select(static type => RelationTypes.Names[(int)type])]).Bind((long)max),
            row => HistoryRows.ReadRelation(row, requester.User), cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyDictionary<SampleId, string?>> FindNamesAsync(
        IReadOnlyCollection<SampleVersionId> versions, CancellationToken cancellation) =>
        (await session.ReadAllAsync(
            new SqlStatement(Sql.FindNames).Bind(Versions(versions)),
            static row => (Sample: HistoryRows.GetSample(row, 0), Name: row.IsNull(1) ? null : row.GetString(1)), cancellation).ConfigureAwait(false))
        .ToDictionary(static found => found.Sample, static found => found.Name);

    public async Task<IReadOnlyList<SampleIdentifier>> FindIdentifiersAsync(
        IReadOnlyCollection<SampleId> samples, Timestamp? at, CancellationToken cancellation) =>
        [.. (await session.ReadAllAsync(
            new SqlStatement(Sql.FindIdentifiers).Bind(Ids(samples)).Bind(at is null).Bind(at?.Milliseconds ?? 0), HistoryRows.ReadIdentifier,
            cancellation).ConfigureAwait(false)).OrderBy(static entry => entry.Id).Select(static entry => entry.Identifier)];

    public async Task<IReadOnlyList<SampleIdentifier>> FindNamedIdentifiersAsync(
        IReadOnlyCollection<IdentifierName> names, CancellationToken cancellation) =>
        [.. (await session.ReadAllAsync(
            new SqlStatement(Sql.FindNamedIdentifiers).Bind([.. names.Select(static name => string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"{ContractText.Length(name.Namespace):D3}{name.Namespace}{name.Value}"))]),
            HistoryRows.ReadIdentifier, cancellation).ConfigureAwait(false)).Select(static entry => entry.Identifier)];

    public async Task<IReadOnlyList<VersionEntry>> ListVersionsAsync(
        SampleId sample, NumberRange range, int limit, CancellationToken cancellation) =>
        await session.ReadAllAsync(
            BindRange(new SqlStatement(statements.List(range.Descending).Versions), sample, range, limit), HistoryRows.ReadVersionEntry, cancellation)
            .ConfigureAwait(false);

    public async Task<IReadOnlyList<AclChange>> ListAclChangesAsync(
        SampleId sample, NumberRange range, int limit, CancellationToken cancellation) =>
        await session.ReadAllAsync(
            BindRange(new SqlStatement(statements.List(range.Descending).AclChanges), sample, range, limit), HistoryRows.ReadAclChange, cancellation)
            .ConfigureAwait(false);

    public async Task<IReadOnlyList<DataLink>> ListLinksAsync(LinkSeries source, TimeRange range, int limit, CancellationToken cancellation)
    {
        await statements.RequireIndexesAsync(session, cancellation).ConfigureAwait(false);
        var sql = statements.List(range.Descending);
        SqlStatement Statement(string text) =>
            new SqlStatement(text).Bind(range.After.At.Milliseconds).Bind(range.After.Id.ToString()).Bind(range.Bound.Milliseconds).Bind((long)limit);
        var statement = source switch
        {
            SampleLinks(var sample) => Statement(sql.LinksOfSample).Bind(sample.ToString()),
            EndedSampleLinks(var sample) => Statement(sql.EndedLinksOfSample).Bind(sample.ToString()),
            ObjectLinks(var workspace, var number) => Statement(sql.LinksOfObject).Bind(workspace.Value).Bind(number),
            WorkspaceLinks(var workspace) => Statement(sql.LinksOfWorkspace).Bind(workspace.Value),
            _ => throw new NotSupportedException($"Links of {source} cannot be listed."),
        };
        return await session.ReadAllAsync(statement, HistoryRows.ReadLink, cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<FoundRelation>> ListRelationsAsync(
        Requester requester, SampleId sample, bool byEnd, TimeRange range, int limit, CancellationToken cancellation)
    {
        var sql = statements.List(range.Descending);
        return await session.ReadAllAsync(
            new SqlStatement(byEnd ? sql.EndedRelations : sql.Relations)
                .Bind(range.After.At.Milliseconds).Bind(range.After.Id.ToString()).Bind(range.Bound.Milliseconds).Bind((long)limit)
                .Bind(sample.ToString()).Bind(requester.Names),
            row => HistoryRows.ReadRelation(row, requester.User), cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<IdentifierEntry>> ListIdentifiersAsync(
        SampleId sample, bool byEnd, TimeRange range, int limit, CancellationToken cancellation)
    {
        var sql = statements.List(range.Descending);
        return await session.ReadAllAsync(
            BindNumbered(new SqlStatement(byEnd ? sql.RemovedIdentifiers : sql.Identifiers), sample, range, limit), HistoryRows.ReadIdentifier,
            cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<WithdrawalEntry>> ListWithdrawalsAsync(
        SampleId sample, TimeRange range, int limit, CancellationToken cancellation) =>
        await session.ReadAllAsync(
            BindNumbered(new SqlStatement(statements.List(range.Descending).Withdrawals), sample, range, limit), HistoryRows.ReadWithdrawalEntry,
            cancellation).ConfigureAwait(false);

    private static SqlStatement BindRange(SqlStatement statement, SampleId sample, NumberRange range, int limit) =>
        statement.Bind(sample.ToString()).Bind(range.After).Bind(range.From.Milliseconds).Bind(range.To.Milliseconds).Bind((long)limit);

    private static SqlStatement BindNumbered(SqlStatement statement, SampleId sample, TimeRange range, int limit) =>
        statement.Bind(range.After.At.Milliseconds).Bind(range.After.Number).Bind(range.Bound.Milliseconds).Bind((long)limit).Bind(sample.ToString());

    private static string[] Ids(IEnumerable<SampleId> samples) => [.. samples.Select(static id => id.ToString()).Distinct(StringComparer.Ordinal)];

    private static string[] Versions(IEnumerable<SampleVersionId> versions) =>
        [.. versions.Distinct().Select(static id => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id.Sample}{id.Version}"))];
}
