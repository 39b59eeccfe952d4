using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>The identifiers of a call.</summary>
internal static class OperationIdentifiers
{
    /// <summary>Those of the names that are active.</summary>
    public static List<SampleIdentifier> FindActive(SqliteSession session, IdentifierKeys keys) =>
        [.. keys.Names.Select(name => FindActive(session, name)).OfType<SampleIdentifier>()];

    /// <summary>Reads what else there is, and adds the nodes to those that are there.</summary>
    public static IdentifierRows Read(
        SqliteSession session, IdentifierKeys keys, List<SampleIdentifier> active, IEnumerable<SampleHeader> samples, HashSet<LinkedNode> nodes)
    {
        if (keys.Names.Count == 0)
            return IdentifierRows.None;
        foreach (var (sample, node) in keys.Nodes)
            if (session.Prepare(IdentifierSql.FindNode).Bind("@id", sample.Value).Bind("@node", node.Value).ReadInt64() is { } version)
                nodes.Add(new LinkedNode(new SampleVersionId(sample, (int)version), node));
        return new IdentifierRows(active, samples.ToDictionary(
            static sample => sample.Id, sample => (int)session.Prepare(IdentifierSql.Count).Bind("@id", sample.Id.Value).ReadInt64()!.Value));
    }

    /// <summary>Stores the changes.</summary>
    public static void Write(SqliteSession session, OperationCaller caller, OperationState state)
    {
        foreach (var removed in state.Changes.Identifiers.Removed)
            BindName(session.Prepare(IdentifierSql.Remove), removed.Name)
                .Bind("@removed_at", removed.Removed!.Value.Milliseconds).Bind("@removed_by", caller.Actor.Value).Execute();
        foreach (var added in state.Changes.Identifiers.InOrder())
            BindName(session.Prepare(IdentifierSql.Insert), added.Name)
                .Bind("@id", added.Sample.Value).Bind("@node", added.Node?.Value).Bind("@added_at", added.Added.Milliseconds)
                .Bind("@added_by", caller.Actor.Value).Bind("@removed_at", added.Removed?.Milliseconds).Bind("@removed_by", added.RemovedBy?.Value)
                .Execute();
    }

    private static SampleIdentifier? FindActive(SqliteSession session, IdentifierName name) =>
        BindName(session.Prepare(IdentifierSql.FindActive), name).ReadSingle(row => new SampleIdentifier(
            name.Namespace, name.Value, new SampleId(row.GetGuid(0)), row.GetStringOrNull(1) is { } node ? new NodeId(node) : null,
            new Timestamp(row.GetInt64(2)), new UserName(row.GetString(3)), null, null));

    private static SqliteStatement BindName(SqliteStatement statement, IdentifierName name) =>
        statement.Bind("@namespace", name.Namespace).Bind("@value", name.Value);
}
