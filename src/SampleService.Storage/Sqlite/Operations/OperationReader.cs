using SampleService.Domain;
using SampleService.Storage.Sql;

namespace SampleService.Storage.Sqlite;

/// <summary>Reads the rows that a call needs. Nothing is locked: there is one writer.</summary>
internal static class OperationReader
{
    private static readonly RelationSql Relations = new(SqlDialect.Sqlite);
    private static readonly GroupSql Groups = new(SqlDialect.Sqlite);
    private static readonly TemplateSql Templates = new(SqlDialect.Sqlite);

    private static readonly OfferSql Offers = new(SqlDialect.Sqlite);

    /// <summary>Reads them.</summary>
    /// <param name="session">In the transaction.</param>
    /// <param name="keys">The rows.</param>
    /// <param name="actor">Who is recorded.</param>
    /// <param name="now">The present moment.</param>
    public static OperationRows Read(SqliteSession session, OperationKeys keys, UserName actor, Timestamp now)
    {
        var named = LinkStore.FindMany(session, keys.Links);
        var units = keys.Units.Concat(named.Select(static link => link.Unit));
        var scopes = keys.LinkScopes.ToDictionary(static scope => scope, scope => FindActive(session, scope));
        var links = units.Select(unit => LinkStore.FindActive(session, unit)).OfType<DataLink>()
            .Concat(scopes.Values.Where(static linked => linked.Count <= WithdrawSample.MaxLinks).SelectMany(static linked => linked)).DistinctBy(static link => link.Id).ToList();
        var active = OperationIdentifiers.FindActive(session, keys.Identifiers);
        var ids = keys.Samples.Concat(active.Where(one => keys.Identifiers.NamesOfSamples.Contains(one.Name)).Select(static one => one.Sample))
            .Concat(links.Where(link => keys.UnitsOfSamples.Contains(link.Unit)).Concat(named).Select(static link => link.Sample.Sample));
        var (ends, relations) = ReadRelations(session, keys.Relations);
        var samples = SampleHeaderReader.ReadAll(session.Prepare(SampleSql.FindHeaders).BindIds("@ids", ids.Concat(ends).Distinct()));
        var nodes = keys.Nodes.Union(keys.Relations.Nodes).Where(node => HasNode(session, node)).ToHashSet();
        var identifiers = OperationIdentifiers.Read(session, keys.Identifiers, active, samples, nodes);
        return new OperationRows
        {
            At = now,
            Samples = samples,
            Nodes = nodes,
            WithdrawnVersions = FindWithdrawn(session, keys.Nodes.Select(static node => node.Version).Concat(keys.Versions)),
            Links = named.ToDictionary(static link => link.Id),
            FullScopes = scopes.Where(static pair => pair.Value.Count > WithdrawSample.MaxLinks).Select(static pair => pair.Key).ToHashSet(),
            ActiveLinks = links,
            ObjectLinks = units.Concat(links.Select(static link => link.Unit)).Select(static unit => unit.Upa).Distinct()
                .ToDictionary(static upa => upa, upa => CountOf(session, upa)),
            SampleLinks = keys.Nodes.Select(static node => node.Version).Concat(links.Select(static link => link.Sample)).Distinct()
                .ToDictionary(static id => id, id => CountOf(session, id)),
            Identifiers = identifiers,
            Relations = relations,
            Groups = SqlSession.Run(session, (shared, token) => new OperationGroups(shared, Groups).ReadAsync(keys, actor, token)),
            Templates = SqlSession.Run(session, (shared, token) => new OperationTemplates(shared, Templates).ReadAsync(keys, actor, token)),
            Offers = SqlSession.Run(session, (shared, token) => OfferRows.FindAsync(shared, Offers, keys.Offers, token)),
        };
    }

    private static (HashSet<SampleId> Ends, RelationRows Rows) ReadRelations(SqliteSession session, RelationKeys keys) =>
        SqlSession.Run(session, async (shared, token) =>
        {
            var relations = new OperationRelations(shared, Relations);
            var ends = new HashSet<SampleId>();
            await relations.FindSamplesAsync(keys, ends.Add, token).ConfigureAwait(false);
            return (ends, await relations.ReadAsync(keys, token).ConfigureAwait(false));
        });

    /// <summary>The active links to a sample or a version; one more than can end at once is enough.</summary>
    private static List<DataLink> FindActive(SqliteSession session, LinkScope scope)
    {
        var statement = session.Prepare(scope.Version is null ? OperationSql.FindActiveOfSample : OperationSql.FindActiveOfVersion)
            .Bind("@sample", scope.Sample.Value).Bind("@limit", WithdrawSample.MaxLinks + 1);
        return (scope.Version is { } version ? statement.Bind("@version", version) : statement).ReadAll(LinkRecord.ReadLink);
    }

    private static bool HasNode(SqliteSession session, LinkedNode node) =>
        SampleRows.BindVersion(session.Prepare(OperationSql.FindNode), node.Version).Bind("@node", node.Node.Value).ReadAny();

    private static Dictionary<SampleVersionId, Withdrawal> FindWithdrawn(SqliteSession session, IEnumerable<SampleVersionId> versions)
    {
        var withdrawn = new Dictionary<SampleVersionId, Withdrawal>();
        foreach (var version in versions.Distinct())
            if (SampleRows.BindVersion(session.Prepare(OperationSql.FindWithdrawnVersion), version)
                .ReadSingle(static row => SampleHeaderReader.ReadWithdrawal(row, 0)) is { } withdrawal)
                withdrawn.Add(version, withdrawal);
        return withdrawn;
    }

    private static int CountOf(SqliteSession session, Upa upa) =>
        (int)(LinkStore.BindUpa(session.Prepare(OperationSql.FindObjectCount), upa).ReadInt64() ?? 0);

    private static int CountOf(SqliteSession session, SampleVersionId id) =>
        (int)(SampleRows.BindVersion(session.Prepare(OperationSql.FindSampleCount), id).ReadInt64() ?? 0);
}
