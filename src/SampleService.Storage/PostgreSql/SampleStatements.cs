using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="SampleSql"/> that write, with their parameters.</summary>
internal static class SampleStatements
{
    /// <summary>Stores a sample; has no row when the id or the ordinal is taken.</summary>
    /// <param name="attempt">How many ordinals were found to be taken.</param>
    public static PostgreSqlStatement Create(NewSample sample, long? now, int attempt) => BindNodes(
        new PostgreSqlStatement(SampleSql.Create)
            .Bind(now).Bind(sample.Id.Value).Bind(sample.Owner.Value).Bind(sample.Content.Name)
            .Bind(sample.WriteId.Value).BindText(sample.Content.NodeTree),
        sample.Content.Nodes)
            .Bind(SampleOrdinal.BitsOf(sample.Id, attempt)).Bind(sample.Content.Vocabulary?.Value);

    /// <summary>Stores samples; has a row for each whose id and ordinal are not taken.</summary>
    public static PostgreSqlStatement CreateMany(IReadOnlyList<NewSample> samples, long? now)
    {
        var nodes = samples.SelectMany(static sample => sample.Content.Nodes.Select((node, position) => (sample.Id, Node: node, position))).ToArray();
        return new PostgreSqlStatement(SampleSql.CreateMany)
            .Bind(now)
            .Bind(samples.Select(static sample => sample.Id.Value).ToArray())
            .Bind(samples.Select(static sample => sample.Owner.Value).ToArray())
            .Bind(samples.Select(static sample => sample.Content.Name).ToArray())
            .Bind(samples.Select(static sample => sample.WriteId.Value).ToArray())
            .Bind(samples.Select(static sample => sample.Content.Nodes.Length).ToArray())
            .BindTexts(samples.Select(static sample => sample.Content.NodeTree).ToArray())
            .Bind(samples.Select(static sample => SampleOrdinal.BitsOf(sample.Id, attempt: 0)).ToArray())
            .Bind(Array.ConvertAll(nodes, static node => node.Id.Value))
            .Bind(Array.ConvertAll(nodes, static node => node.Node.Id.Value))
            .Bind(Array.ConvertAll(nodes, static node => node.position))
            .Bind(Array.ConvertAll(nodes, static node => node.Node.Start))
            .Bind(Array.ConvertAll(nodes, static node => node.Node.Length))
            .Bind(Array.ConvertAll(nodes, static node => node.Node.Parent))
            .Bind(samples.Select(static sample => sample.Content.Vocabulary?.Value).ToArray());
    }

    /// <summary>Stores a version. A prior version beyond all stands for a number that no head reaches.</summary>
    public static PostgreSqlStatement Save(NewVersion version, long? now) => BindNodes(
        new PostgreSqlStatement(SampleSql.Save)
            .Bind(version.Id.Value).Bind(version.SavedBy.Value).Bind(version.Content.Name)
            .BindText(version.Content.NodeTree),
        version.Content.Nodes)
            .Bind(version.PriorVersion?.Value).Bind(version.SeenAclVersion).Bind(version.WriteId.Value).Bind(now)
            .Bind(version.Content.Vocabulary?.Value);

    /// <summary>Stores changed ACLs.</summary>
    public static PostgreSqlStatement ReplaceAcls(NewAcls change, long? now)
    {
        var acls = change.Acls;
        return new PostgreSqlStatement(SampleSql.ReplaceAcls)
            .Bind(change.Id.Value).Bind(change.SeenAclVersion).Bind(acls.Owner.Value).Bind(acls.PublicRead)
            .Bind([.. acls.Admin.Concat(acls.Write).Concat(acls.Read).Select(user => user.Value)])
            .Bind([
                .. Enumerable.Repeat(AclLevels.Admin, acls.Admin.Count),
                .. Enumerable.Repeat(AclLevels.Write, acls.Write.Count),
                .. Enumerable.Repeat(AclLevels.Read, acls.Read.Count)])
            .Bind(change.WriteId.Value).Bind(now).Bind(change.ChangedBy.Value).Bind(change.AsAdministrator);
    }

    /// <summary>Stores the event of a change that leaves the ACLs as they are.</summary>
    public static PostgreSqlStatement RecordSameAcls(SameAcls change, long? now) =>
        new PostgreSqlStatement(SampleSql.RecordSameAcls)
            .Bind(change.Id.Value).Bind(change.SeenAclVersion).Bind(change.ChangedBy.Value).Bind(now);

    private static PostgreSqlStatement BindNodes(PostgreSqlStatement statement, IReadOnlyList<NodeEntry> nodes)
    {
        var ids = new string[nodes.Count];
        var starts = new int[nodes.Count];
        var lengths = new int[nodes.Count];
        var parents = new int?[nodes.Count];
        for (var i = 0; i < ids.Length; i++)
            (ids[i], starts[i], lengths[i], parents[i]) = (nodes[i].Id.Value, nodes[i].Start, nodes[i].Length, nodes[i].Parent);
        return statement.Bind(ids).Bind(starts).Bind(lengths).Bind(parents);
    }
}
