using System.Collections.Immutable;
using System.Data;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Samples and their versions in a PostgreSQL database.</summary>
public sealed class SampleStore(PostgreSqlDatabase database) : ISampleStore
{
    private readonly SampleInsertBatcher _inserts = new(database);

    /// <inheritdoc/>
    public ValueTask<SampleHeader?> FindAsync(SampleId id, CancellationToken cancellation) =>
        database.ReadAsync((session, token) => SampleHeaderReader.FindAsync(session, id, token), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SampleHeader>> FindManyAsync(
        IReadOnlyCollection<SampleId> ids, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<SampleHeader>>(
            async (session, token) => await session.RunAsync(
                [new PostgreSqlStatement(SampleSql.FindHeaders).Bind(Distinct(ids))], SampleHeaderReader.ReadAllAsync,
                CommandBehavior.Default, token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SampleHeaderVersion>> FindHeaderVersionsAsync(
        IReadOnlyCollection<SampleId> ids, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<SampleHeaderVersion>>(
            async (session, token) => await session.ReadAllAsync(
                new PostgreSqlStatement(SampleSql.FindHeaderVersions).Bind(Distinct(ids)),
                static row => new SampleHeaderVersion(
                    new SampleId(row.GetGuid(0)), row.GetInt32(1), row.GetInt64(2), WithdrawnVersions.Parse(row.GetStringOrNull(3))),
                token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<FoundSample?> FindWithVersionAsync(
        SampleId id, VersionNumber? version, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.RunAsync(
                [
                    new PostgreSqlStatement(SampleSql.FindHeader).Bind(id.Value),
                    new PostgreSqlStatement(SampleSql.FindVersionOrHead).Bind(id.Value).Bind(version?.Value),
                ],
                async (rows, token) =>
                {
                    var header = await SampleHeaderReader.ReadSingleAsync(rows, token).ConfigureAwait(false);
                    await rows.NextResultAsync(token).ConfigureAwait(false);
                    return header is null
                        ? null
                        : new FoundSample(header, await PostgreSqlSession.ReadRowAsync(
                            rows, row => ReadVersion(row, id, 0), token).ConfigureAwait(false));
                },
                CommandBehavior.SequentialAccess, token),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<SampleVersion?> FindVersionAsync(SampleVersionId id, CancellationToken cancellation) =>
        database.ReadAsync(
            async (session, token) => await session.ReadAllAsync(
                BindVersion(new PostgreSqlStatement(SampleSql.FindVersion), id), row => ReadVersion(row, id.Sample, 0), token,
                CommandBehavior.SequentialAccess).ConfigureAwait(false) is [var version] ? version : null,
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FoundVersion>> FindVersionsAsync(
        Requester requester, IReadOnlyList<VersionQuery> asked, CancellationToken cancellation) =>
        PartitionedRead.ReadAsync<VersionQuery, FoundVersion>(
            asked,
            (part, found) => database.ReadAsync(
                (session, token) => FindVersionsAsync(session, requester, part, found, token), cancellation).AsTask());

    /// <inheritdoc/>
    public ValueTask<StoredNode?> FindNodeAsync(
        SampleVersionId id, NodeId node, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.RunAsync(
                [
                    BindVersion(new PostgreSqlStatement(SampleSql.FindNode), id).Bind(node.Value),
                    BindVersion(new PostgreSqlStatement(SampleSql.FindChildren), id).Bind(node.Value),
                ],
                ReadNodeAsync, CommandBehavior.Default, token),
            cancellation);

    /// <inheritdoc/>
    public async ValueTask<SampleHeader> CreateAsync(NewSample sample, CancellationToken cancellation)
    {
        await database.SearchQueue.WaitForRoomAsync(cancellation).ConfigureAwait(false);
        var header = await _inserts.InsertAsync(sample, cancellation).ConfigureAwait(false);
        database.SearchQueue.Saves.Set();
        return header;
    }

    /// <inheritdoc/>
    public async ValueTask<SaveOutcome> SaveVersionAsync(NewVersion version, CancellationToken cancellation)
    {
        await database.SearchQueue.WaitForRoomAsync(cancellation).ConfigureAwait(false);
        var outcome = await database.WriteAsync(
            (session, token) => RunWithHeaderAsync(
                session, SampleStatements.Save(version, database.Now), version.Id,
                static row => (Status: row.GetString(0), Version: row.GetInt32(1)),
                static (row, current) => new SaveOutcome(ParseStatus(row.Status), row.Version, current), token),
            isIdempotent: true, cancellation).ConfigureAwait(false);
        database.SearchQueue.Saves.Set();
        return outcome;
    }

    /// <inheritdoc/>
    public ValueTask<AclOutcome> ReplaceAclsAsync(NewAcls change, CancellationToken cancellation) =>
        database.WriteAsync(
            (session, token) => RunWithHeaderAsync(
                session, SampleStatements.ReplaceAcls(change, database.Now), change.Id, static row => row.GetString(0),
                static (status, current) => status == "owner differs"
                    ? throw new ArgumentException("This does not change the owner of a sample.", nameof(change))
                    : new AclOutcome(status == "changed", current),
                token),
            isIdempotent: true, cancellation);

    /// <inheritdoc/>
    public ValueTask<AclOutcome> RecordSameAclsAsync(SameAcls change, CancellationToken cancellation) =>
        database.WriteAsync(
            (session, token) => RunWithHeaderAsync(
                session, SampleStatements.RecordSameAcls(change, database.Now), change.Id, static row => row.GetInt64(0) > 0,
                static (isRecorded, current) => new AclOutcome(isRecorded, current), token),
            isIdempotent: false, cancellation);

    /// <summary>
    /// Runs a function and reads the sample it dealt with, in one round trip. The sample is as the function left it,
    /// since its row stays locked.
    /// </summary>
    private static Task<TResult> RunWithHeaderAsync<TRow, TResult>(
        PostgreSqlSession session, PostgreSqlStatement function, SampleId id, Func<NpgsqlDataReader, TRow> read,
        Func<TRow, SampleHeader?, TResult> answer, CancellationToken cancellation) =>
        session.RunAsync(
            [function, new PostgreSqlStatement(SampleSql.FindHeader).Bind(id.Value)],
            async (reader, token) =>
            {
                await reader.ReadAsync(token).ConfigureAwait(false);
                var row = read(reader);
                await reader.NextResultAsync(token).ConfigureAwait(false);
                return answer(row, await SampleHeaderReader.ReadSingleAsync(reader, token).ConfigureAwait(false));
            },
            CommandBehavior.Default, cancellation);

    /// <summary>Fills the places of the samples that exist, and tells how many.</summary>
    private static Task<int> FindVersionsAsync(
        PostgreSqlSession session, Requester requester, ArraySegment<VersionQuery> asked, ArraySegment<FoundVersion> found,
        CancellationToken cancellation)
    {
        var ids = new Guid[asked.Count];
        var versions = new int?[asked.Count];
        var known = new int[asked.Count];
        for (var i = 0; i < ids.Length; i++)
            (ids[i], versions[i], known[i]) = (asked[i].Address.Sample.Value, asked[i].Address.Version?.Value, asked[i].Known);
        var statement = new PostgreSqlStatement(SampleSql.FindVersions)
            .Bind(ids).Bind(versions).Bind(known).Bind(requester.User?.Value).Bind(requester.IsAdministrator).Bind(requester.Names);
        return session.RunAsync([statement], ReadAsync, CommandBehavior.SequentialAccess, cancellation);

        // In the order of the columns: a tree is read as it arrives, not gathered first.
        async Task<int> ReadAsync(NpgsqlDataReader rows, CancellationToken token)
        {
            var count = 0;
            for (; await rows.ReadAsync(token).ConfigureAwait(false); count++)
            {
                var place = (int)rows.GetInt64(0) - 1;
                var held = SampleAcls.LevelOf(rows.GetBoolean(1), rows.IsDBNull(2) ? AccessLevel.None : (AccessLevel)rows.GetInt32(2), rows.GetBoolean(3));
                var head = rows.GetInt32(4);
                var withdrawn = WithdrawnVersions.Parse(rows.GetStringOrNull(5));
                found[place] = new FoundVersion(held, head, withdrawn, rows.IsDBNull(6) ? null : ReadVersion(rows, asked[place].Address.Sample, 6));
            }

            return count;
        }
    }

    private static async Task<StoredNode?> ReadNodeAsync(NpgsqlDataReader rows, CancellationToken cancellation)
    {
        var found = await PostgreSqlSession.ReadRowAsync<(bool HasParent, byte[] Json)?>(
            rows, static row => (row.GetBoolean(0), row.GetFieldValue<byte[]>(1)), cancellation).ConfigureAwait(false);
        if (found is not { } node)
            return null;
        var children = ImmutableArray.CreateBuilder<NodeId>();
        await rows.NextResultAsync(cancellation).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
            children.Add(new NodeId(rows.GetString(0)));
        return new StoredNode(node.Json, node.HasParent ? children.DrainToImmutable() : null);
    }

    private static SaveStatus ParseStatus(string status) => status switch
    {
        "saved" => SaveStatus.Saved,
        "no such sample" => SaveStatus.NoSuchSample,
        "acls changed" => SaveStatus.AclsChanged,
        "head differs" => SaveStatus.HeadDiffers,
        _ => throw new InvalidOperationException($"save_sample_version has no status {status}."),
    };

    private static PostgreSqlStatement BindVersion(PostgreSqlStatement statement, SampleVersionId id) =>
        statement.Bind(id.Sample.Value).Bind(id.Version);

    private static Guid[] Distinct(IEnumerable<SampleId> ids) => [.. ids.Select(static id => id.Value).Distinct()];

    // In the order of the columns: a tree is read as it arrives, not gathered first.
    private static SampleVersion ReadVersion(NpgsqlDataReader row, SampleId sample, int column)
    {
        var id = new SampleVersionId(sample, row.GetInt32(column));
        var savedBy = row.GetUser(column + 1);
        var name = row.GetStringOrNull(column + 2);
        var saved = row.GetTimestamp(column + 3);
        return new SampleVersion(id, savedBy, name, row.GetFieldValue<byte[]>(column + 4), saved);
    }
}
