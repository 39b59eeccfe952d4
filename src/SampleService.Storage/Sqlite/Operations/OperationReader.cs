using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Reads the rows that a call needs. Nothing is locked: there is one writer.</summary>
internal static class OperationReader
{
    /// <summary>Reads them.</summary>
    /// <param name="session">In the transaction.</param>
    /// <param name="keys">The rows.</param>
    /// <param name="now">The present moment.</param>
    public static OperationRows Read(SqliteSession session, OperationKeys keys, Timestamp now)
    {
        var links = keys.Units.Select(unit => LinkStore.FindActive(session, unit)).OfType<DataLink>().ToList();
        var active = OperationIdentifiers.FindActive(session, keys.Identifiers);
        var ids = keys.Samples.Concat(active.Where(one => keys.Identifiers.NamesOfSamples.Contains(one.Name)).Select(static one => one.Sample))
            .Concat(links.Where(link => keys.UnitsOfSamples.Contains(link.Unit)).Select(static link => link.Sample.Sample))
            .Distinct();
        var samples = SampleHeaderReader.ReadAll(session.Prepare(SampleSql.FindHeaders).BindIds("@ids", ids));
        var withdrawn = new Dictionary<SampleId, Withdrawal>();
        foreach (var sample in samples)
            if (session.Prepare(OperationSql.FindWithdrawnSample).Bind("@id", sample.Id.Value).ReadSingle(ReadWithdrawal) is { } withdrawal)
                withdrawn.Add(sample.Id, withdrawal);
        var (nodes, withdrawnVersions) = ReadNodes(session, keys.Nodes);
        var identifiers = OperationIdentifiers.Read(session, keys.Identifiers, active, samples, nodes);
        return new OperationRows
        {
            At = now,
            Samples = samples,
            WithdrawnSamples = withdrawn,
            Nodes = nodes,
            WithdrawnVersions = withdrawnVersions,
            ActiveLinks = links,
            ObjectLinks = keys.Units.Select(static unit => unit.Upa).Distinct().ToDictionary(static upa => upa, upa => CountOf(session, upa)),
            SampleLinks = keys.Nodes.Select(static node => node.Version).Concat(links.Select(static link => link.Sample)).Distinct()
                .ToDictionary(static id => id, id => CountOf(session, id)),
            Identifiers = identifiers,
        };
    }

    private static (HashSet<LinkedNode> Nodes, Dictionary<SampleVersionId, Withdrawal> Withdrawn) ReadNodes(
        SqliteSession session, IReadOnlyCollection<LinkedNode> asked)
    {
        var found = new HashSet<LinkedNode>();
        var withdrawn = new Dictionary<SampleVersionId, Withdrawal>();
        foreach (var node in asked)
            SampleRows.BindVersion(session.Prepare(OperationSql.FindNode), node.Version).Bind("@node", node.Node.Value).ForEach(row =>
            {
                found.Add(node);
                if (ReadWithdrawal(row) is { } withdrawal)
                    withdrawn[node.Version] = withdrawal;
            });
        return (found, withdrawn);
    }

    private static int CountOf(SqliteSession session, Upa upa) =>
        (int)(LinkStore.BindUpa(session.Prepare(OperationSql.FindObjectCount), upa).ReadInt64() ?? 0);

    private static int CountOf(SqliteSession session, SampleVersionId id) =>
        (int)(SampleRows.BindVersion(session.Prepare(OperationSql.FindSampleCount), id).ReadInt64() ?? 0);

    private static Withdrawal? ReadWithdrawal(SqliteRow row) => row.IsNull(0)
        ? null
        : new Withdrawal(new UserName(row.GetString(0)), new Timestamp(row.GetInt64(1)), row.GetStringOrNull(2) ?? "");
}
