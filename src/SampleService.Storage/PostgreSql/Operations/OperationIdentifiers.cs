using System.Data;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// The identifiers of a call. They are not locked: those of a sample stay as they are while the row of the sample is locked, and that nobody adds
/// what is free is seen when it is stored.
/// </summary>
internal static class OperationIdentifiers
{
    /// <summary>Finds the samples of identifiers, without locking them.</summary>
    public static async Task FindSamplesAsync(
        PostgreSqlSession session, OperationLocks locks, CancellationToken cancellation)
    {
        var keys = locks.Keys.Identifiers;
        if (keys.NamesOfSamples.Count == 0)
            return;
        foreach (var sample in await session.ReadAllAsync(
            BindNames(new PostgreSqlStatement(IdentifierSql.FindSamples), [.. keys.NamesOfSamples]), static row => new SampleId(row.GetGuid(0)),
            cancellation).ConfigureAwait(false))
            locks.AddLinked(sample);
    }

    /// <summary>Reads what there is; none if no operation is about identifiers.</summary>
    public static IEnumerable<PostgreSqlStatement> Find(IdentifierKeys keys, Guid[] samples)
    {
        if (keys.Names.Count == 0)
            yield break;
        yield return BindNames(new PostgreSqlStatement(IdentifierSql.FindActive), [.. keys.Names]);
        yield return new PostgreSqlStatement(IdentifierSql.Count).Bind(samples);
        (SampleId Sample, NodeId Node)[] nodes = [.. keys.Nodes];
        yield return new PostgreSqlStatement(IdentifierSql.FindNodes)
            .Bind(Array.ConvertAll(nodes, static node => node.Sample.Value)).Bind(Array.ConvertAll(nodes, static node => (string?)node.Node.Value));
    }

    /// <summary>Reads the results of <see cref="Find"/>, and adds the nodes to those that are there.</summary>
    public static async Task<IdentifierRows> ReadAsync(
        NpgsqlDataReader rows, IdentifierKeys keys, HashSet<LinkedNode> nodes, CancellationToken cancellation)
    {
        if (keys.Names.Count == 0)
            return IdentifierRows.None;
        var active = await OperationReader.NextAsync(rows, ReadActive, cancellation).ConfigureAwait(false);
        var counts = await OperationReader.NextAsync(
            rows, static row => (Sample: new SampleId(row.GetGuid(0)), Count: (int)row.GetInt64(1)), cancellation).ConfigureAwait(false);
        nodes.UnionWith(await OperationReader.NextAsync(
            rows, static row => new LinkedNode(new SampleVersionId(new SampleId(row.GetGuid(0)), row.GetInt32(1)), new NodeId(row.GetString(2))),
            cancellation).ConfigureAwait(false));
        return new IdentifierRows(active, counts.ToDictionary(static one => one.Sample, static one => one.Count));
    }

    /// <summary>Stores the changes.</summary>
    /// <returns>False if somebody else was faster to add one of them.</returns>
    public static async Task<bool> TryWriteAsync(
        PostgreSqlSession session, OperationCaller caller, OperationState state, CancellationToken cancellation)
    {
        var statements = new List<PostgreSqlStatement>();
        if (state.Changes.Identifiers.Removed is { Count: > 0 } removed)
            statements.Add(BindNames(new PostgreSqlStatement(IdentifierSql.Remove), [.. removed.Select(static one => one.Name)])
                .Bind([.. removed.Select(static one => one.Removed!.Value.Milliseconds)]).Bind(caller.Actor.Value));
        var added = state.Changes.Identifiers.InOrder();
        if (added.Length > 0)
            statements.Add(BindNames(new PostgreSqlStatement(IdentifierSql.Insert), Array.ConvertAll(added, static one => one.Name))
                .Bind(Array.ConvertAll(added, static one => one.Sample.Value)).Bind(Array.ConvertAll(added, static one => one.Node?.Value))
                .Bind(Array.ConvertAll(added, static one => one.Removed?.Milliseconds))
                .Bind(state.At.Milliseconds).Bind(caller.Actor.Value));
        return statements.Count == 0 || await session.RunAsync(
            statements,
            async (rows, token) =>
            {
                // What is removed has no result.
                var stored = 0;
                while (await rows.ReadAsync(token).ConfigureAwait(false))
                    stored++;
                return stored == added.Length;
            },
            CommandBehavior.Default, cancellation).ConfigureAwait(false);
    }

    private static SampleIdentifier ReadActive(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), new SampleId(row.GetGuid(2)), row.GetStringOrNull(3) is { } node ? new NodeId(node) : null,
        row.GetTimestamp(4), new UserName(row.GetString(5)), null, null);

    private static PostgreSqlStatement BindNames(PostgreSqlStatement statement, IdentifierName[] names) => statement
        .Bind(Array.ConvertAll(names, static name => (string?)name.Namespace)).Bind(Array.ConvertAll(names, static name => (string?)name.Value));
}
