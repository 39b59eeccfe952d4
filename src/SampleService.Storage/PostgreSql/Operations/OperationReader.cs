using System.Data;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// Locks the rows that a call needs, and reads them, in one round trip: samples by id, counters of object versions, counters of sample versions,
/// each in the order of their keys, as all writes do. What is read after a row is locked stays so until the end of the transaction.
/// </summary>
internal static class OperationReader
{
    /// <summary>Finds the samples to which active links lead, without locking them.</summary>
    public static async Task FindLinkedAsync(
        PostgreSqlSession session, OperationKeys keys, HashSet<SampleId> linked, CancellationToken cancellation)
    {
        foreach (var sample in await session.ReadAllAsync(
            BindUnits(new PostgreSqlStatement(OperationSql.FindLinkedSamples), [.. keys.UnitsOfSamples]),
            static row => new SampleId(row.GetGuid(0)), cancellation).ConfigureAwait(false))
            linked.Add(sample);
    }

    /// <summary>Locks and reads.</summary>
    /// <param name="session">In a transaction.</param>
    /// <param name="keys">The rows.</param>
    /// <param name="linked">Samples beside those.</param>
    /// <param name="now">The present moment, where it is not the database that tells it; else null.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task<OperationRows> LockAsync(
        PostgreSqlSession session, OperationKeys keys, HashSet<SampleId> linked, Func<long?> now, CancellationToken cancellation)
    {
        Guid[] samples = [.. keys.Samples.Concat(linked).Select(static id => id.Value).Distinct()];
        DataUnit[] units = [.. keys.Units];
        LinkedNode[] nodes = [.. keys.Nodes];
        var versions = nodes.Select(static node => node.Version).Distinct().ToArray();
        return session.RunAsync(
            [
                new PostgreSqlStatement(keys.ChangesSamples ? OperationSql.LockSamples : OperationSql.ShareSamples).Bind(samples),
                LockObjects(units),
                BindUnits(new PostgreSqlStatement(OperationSql.LockSampleVersions), units)
                    .Bind(Array.ConvertAll(versions, static version => version.Sample.Value))
                    .Bind(Array.ConvertAll(versions, static version => version.Version)),
                BindUnits(new PostgreSqlStatement(OperationSql.FindActiveLinks), units),
                new PostgreSqlStatement(SampleSql.FindHeaders).Bind(samples),
                new PostgreSqlStatement(OperationSql.FindWithdrawnSamples).Bind(samples),
                new PostgreSqlStatement(OperationSql.FindNodes)
                    .Bind(Array.ConvertAll(nodes, static node => node.Version.Sample.Value))
                    .Bind(Array.ConvertAll(nodes, static node => node.Version.Version))
                    .Bind(Array.ConvertAll(nodes, static node => node.Node.Value)),
                .. OperationIdentifiers.Find(keys.Identifiers, samples),
                new PostgreSqlStatement(OperationSql.Now),
            ],
            (rows, token) => ReadAsync(rows, keys, now, token), CommandBehavior.Default, cancellation);
    }

    private static async Task<OperationRows> ReadAsync(NpgsqlDataReader rows, OperationKeys keys, Func<long?> now, CancellationToken cancellation)
    {
        await rows.NextResultAsync(cancellation).ConfigureAwait(false);
        var objects = (await NextAsync(rows, static row => (Upa: ReadUpa(row, 0), Count: row.GetInt32(3)), cancellation).ConfigureAwait(false))
            .ToDictionary(static row => row.Upa, static row => row.Count);
        var versions = (await NextAsync(
                rows, static row => (Id: new SampleVersionId(new SampleId(row.GetGuid(0)), row.GetInt32(1)), Count: row.GetInt32(2)), cancellation)
            .ConfigureAwait(false)).ToDictionary(static row => row.Id, static row => row.Count);
        var links = await NextAsync(rows, LinkStore.ReadLink, cancellation).ConfigureAwait(false);
        var samples = await SampleHeaderReader.ReadAllAsync(rows, cancellation).ConfigureAwait(false);
        await rows.NextResultAsync(cancellation).ConfigureAwait(false);
        var withdrawn = (await NextAsync(rows, static row => (Id: new SampleId(row.GetGuid(0)), Withdrawal: ReadWithdrawal(row, 1)), cancellation)
            .ConfigureAwait(false)).ToDictionary(static row => row.Id, static row => row.Withdrawal!);
        var nodes = await NextAsync(rows, ReadNode, cancellation).ConfigureAwait(false);
        var known = nodes.Select(static row => row.Node).ToHashSet();
        var identifiers = await OperationIdentifiers.ReadAsync(rows, keys.Identifiers, known, cancellation).ConfigureAwait(false);
        await rows.ReadAsync(cancellation).ConfigureAwait(false);
        return new OperationRows
        {
            // Taken when all is locked, so that it is later than all that was waited for.
            At = new Timestamp(now() ?? rows.GetInt64(0)),
            Samples = samples,
            WithdrawnSamples = withdrawn,
            Nodes = known,
            WithdrawnVersions = nodes.Where(static row => row.Withdrawal is not null).DistinctBy(static row => row.Node.Version)
                .ToDictionary(static row => row.Node.Version, static row => row.Withdrawal!),
            ActiveLinks = links,
            ObjectLinks = objects,
            SampleLinks = versions,
            Identifiers = identifiers,
        };
    }

    /// <summary>The rows of the result that the reader stands on; it then stands on the next.</summary>
    internal static async Task<List<T>> NextAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var found = new List<T>();
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
            found.Add(read(rows));
        await rows.NextResultAsync(cancellation).ConfigureAwait(false);
        return found;
    }

    private static PostgreSqlStatement LockObjects(DataUnit[] units)
    {
        var objects = units.Select(static unit => unit.Upa).Distinct()
            .OrderBy(static upa => upa.Workspace.Value).ThenBy(static upa => upa.Object).ThenBy(static upa => upa.Version).ToArray();
        return new PostgreSqlStatement(OperationSql.LockObjects)
            .Bind(Array.ConvertAll(objects, static upa => upa.Workspace.Value))
            .Bind(Array.ConvertAll(objects, static upa => upa.Object))
            .Bind(Array.ConvertAll(objects, static upa => upa.Version));
    }

    private static PostgreSqlStatement BindUnits(PostgreSqlStatement statement, DataUnit[] units) => statement
        .Bind(Array.ConvertAll(units, static unit => unit.Upa.Workspace.Value))
        .Bind(Array.ConvertAll(units, static unit => unit.Upa.Object))
        .Bind(Array.ConvertAll(units, static unit => unit.Upa.Version))
        .Bind(Array.ConvertAll(units, static unit => (string?)unit.DataId));

    private static (LinkedNode Node, Withdrawal? Withdrawal) ReadNode(NpgsqlDataReader row) => (
        new LinkedNode(new SampleVersionId(new SampleId(row.GetGuid(0)), row.GetInt32(1)), new NodeId(row.GetString(2))), ReadWithdrawal(row, 3));

    private static Withdrawal? ReadWithdrawal(NpgsqlDataReader row, int column) => row.GetUserOrNull(column) is { } by
        ? new Withdrawal(by, row.GetTimestamp(column + 1), row.GetStringOrNull(column + 2) ?? "")
        : null;

    private static Upa ReadUpa(NpgsqlDataReader row, int column) =>
        new(new WorkspaceId(row.GetInt64(column)), row.GetInt64(column + 1), row.GetInt64(column + 2));
}
