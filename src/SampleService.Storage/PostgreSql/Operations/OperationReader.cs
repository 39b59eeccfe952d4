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
    /// <summary>Finds what is to be locked beside what the operations name, without locking it.</summary>
    public static Task FindLinkedAsync(PostgreSqlSession session, OperationLocks locks, CancellationToken cancellation) =>
        session.RunAsync(
            [
                BindUnits(new PostgreSqlStatement(OperationSql.FindLinkedSamples), [.. locks.Keys.UnitsOfSamples]),
                FindNamed(locks),
                FindActive(locks),
            ],
            async (rows, token) =>
            {
                foreach (var sample in await NextAsync(rows, static row => new SampleId(row.GetGuid(0)), token).ConfigureAwait(false))
                    locks.AddLinked(sample);
                foreach (var link in await NextAsync(rows, LinkStore.ReadLink, token).ConfigureAwait(false))
                    locks.AddNamed(link);
                return locks.AddActive(ScopedLinks.Of(locks.Keys, await NextAsync(rows, ReadScoped, token).ConfigureAwait(false)).Links);
            },
            CommandBehavior.Default, cancellation);

    /// <summary>Locks and reads.</summary>
    /// <param name="session">In a transaction.</param>
    /// <param name="locks">The rows.</param>
    /// <param name="now">The present moment, where it is not the database that tells it; else null.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task<OperationRows> LockAsync(
        PostgreSqlSession session, OperationLocks locks, Func<long?> now, CancellationToken cancellation)
    {
        var keys = locks.Keys;
        Guid[] samples = [.. locks.Samples.Select(static id => id.Value)];
        DataUnit[] units = [.. locks.Units];
        LinkedNode[] nodes = [.. keys.Nodes.Union(keys.Relations.Nodes)];
        var versions = keys.Nodes.Select(static node => node.Version).Distinct().ToArray();
        var withdrawable = versions.Union(keys.Versions).ToArray();
        return session.RunAsync(
            [
                new PostgreSqlStatement(keys.ChangesSamples ? OperationSql.LockSamples : OperationSql.ShareSamples).Bind(samples),
                LockObjects(units),
                BindVersions(BindUnits(new PostgreSqlStatement(OperationSql.LockSampleVersions), units), versions),
                .. RelationLock(keys),
                BindUnits(new PostgreSqlStatement(OperationSql.FindActiveLinks), units),
                FindActive(locks),
                FindNamed(locks),
                new PostgreSqlStatement(SampleSql.FindHeaders).Bind(samples),
                BindVersions(new PostgreSqlStatement(OperationSql.FindWithdrawnVersions), withdrawable),
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
                rows, static row => (Id: ReadVersion(row, 0), Count: row.GetInt32(2)), cancellation)
            .ConfigureAwait(false)).ToDictionary(static row => row.Id, static row => row.Count);
        if (keys.Relations.AreNamed)
            await rows.NextResultAsync(cancellation).ConfigureAwait(false);
        var links = await NextAsync(rows, LinkStore.ReadLink, cancellation).ConfigureAwait(false);
        var scoped = ScopedLinks.Of(keys, await NextAsync(rows, ReadScoped, cancellation).ConfigureAwait(false));
        var named = await NextAsync(rows, LinkStore.ReadLink, cancellation).ConfigureAwait(false);
        var samples = await SampleHeaderReader.ReadAllAsync(rows, cancellation).ConfigureAwait(false);
        await rows.NextResultAsync(cancellation).ConfigureAwait(false);
        var withdrawn = (await NextAsync(
                rows, static row => (Id: ReadVersion(row, 0), Withdrawal: SampleHeaderReader.ReadWithdrawal(row, 2)), cancellation)
            .ConfigureAwait(false)).ToDictionary(static row => row.Id, static row => row.Withdrawal!);
        var nodes = await NextAsync(rows, ReadNode, cancellation).ConfigureAwait(false);
        var known = nodes.ToHashSet();
        var identifiers = await OperationIdentifiers.ReadAsync(rows, keys.Identifiers, known, cancellation).ConfigureAwait(false);
        await rows.ReadAsync(cancellation).ConfigureAwait(false);
        return new OperationRows
        {
            // Taken when all is locked, so that it is later than all that was waited for.
            At = new Timestamp(now() ?? rows.GetInt64(0)),
            Samples = samples,
            Nodes = known,
            WithdrawnVersions = withdrawn,
            Links = named.ToDictionary(static link => link.Id),
            FullScopes = scoped.Full,
            ActiveLinks = [.. links.Concat(scoped.Links).DistinctBy(static link => link.Id)],
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

    /// <summary>The last of the locks.</summary>
    private static IEnumerable<PostgreSqlStatement> RelationLock(OperationKeys keys) =>
        keys.Relations.AreNamed ? [new PostgreSqlStatement(RelationChangeSql.Lock)] : [];

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

    private static PostgreSqlStatement BindVersions(PostgreSqlStatement statement, SampleVersionId[] versions) => statement
        .Bind(Array.ConvertAll(versions, static version => version.Sample.Value))
        .Bind(Array.ConvertAll(versions, static version => version.Version));

    private static PostgreSqlStatement FindNamed(OperationLocks locks) =>
        new PostgreSqlStatement(LinkSql.FindMany).Bind([.. locks.Keys.Links.Select(static link => link.Value)]);

    private static PostgreSqlStatement FindActive(OperationLocks locks)
    {
        LinkScope[] scopes = [.. locks.Keys.LinkScopes];
        return new PostgreSqlStatement(OperationSql.FindActiveTo)
            .Bind(Array.ConvertAll(scopes, static scope => scope.Sample.Value))
            .Bind(Array.ConvertAll(scopes, static scope => scope.Version))
            .Bind(WithdrawSample.MaxLinks + 1);
    }

    private static (long Place, DataLink Link) ReadScoped(NpgsqlDataReader row)
    {
        var link = LinkStore.ReadLink(row);
        return (row.GetInt64(12), link);
    }

    private static LinkedNode ReadNode(NpgsqlDataReader row) => new(ReadVersion(row, 0), new NodeId(row.GetString(2)));

    private static SampleVersionId ReadVersion(NpgsqlDataReader row, int column) => new(new SampleId(row.GetGuid(column)), row.GetInt32(column + 1));

    private static Upa ReadUpa(NpgsqlDataReader row, int column) =>
        new(new WorkspaceId(row.GetInt64(column)), row.GetInt64(column + 1), row.GetInt64(column + 2));
}
