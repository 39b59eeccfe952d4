using System.Data;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Erases content in a PostgreSQL database. The server's own copies go when it vacuums the tables, and with its logs and backups.</summary>
public sealed class ErasureStore(PostgreSqlDatabase database) : IErasureStore
{
    /// <inheritdoc/>
    public async ValueTask<SampleHeader?> EraseAsync(SampleId id, CancellationToken cancellation)
    {
        var numbers = new Numbers(database.Numbers);
        var sample = await database.WriteAsync(
            (session, token) => session.InTransactionAsync(
                () =>
                {
                    // What an attempt before has given was undone with it.
                    numbers = new Numbers(database.Numbers);
                    return EraseAsync(session, id, numbers, token);
                },
                static _ => true, token),
            isIdempotent: true, cancellation).ConfigureAwait(false);
        numbers.Keep();
        return sample;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<(SampleId Id, int Versions)>> ListErasedAsync(Timestamp since, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<(SampleId, int)>>(
            async (session, token) => await session.ReadAllAsync(
                new PostgreSqlStatement(ErasureSql.ListErased).Bind(since.Milliseconds),
                static row => (new SampleId(row.GetGuid(0)), row.GetInt32(1)), token).ConfigureAwait(false),
            cancellation);

    private async Task<SampleHeader?> EraseAsync(PostgreSqlSession session, SampleId id, Numbers numbers, CancellationToken cancellation)
    {
        PostgreSqlStatement Of(string sql) => new PostgreSqlStatement(sql).Bind(id.Value);
        await session.RunAsync(
            [new PostgreSqlStatement(OperationSql.LockSamples).Bind([id.Value])], static (_, _) => Task.FromResult(true), CommandBehavior.Default, cancellation)
            .ConfigureAwait(false);
        var sample = (await session.RunAsync(
            [new PostgreSqlStatement(SampleSql.FindHeaders).Bind([id.Value])], SampleHeaderReader.ReadAllAsync, CommandBehavior.Default, cancellation)
            .ConfigureAwait(false)).SingleOrDefault();
        if (sample is not { Withdrawal: not null, IsErased: false })
            return sample;
        await RemovePostingsAsync(session, id, numbers, cancellation).ConfigureAwait(false);
        var (content, node) = (ErasedContent.Content, ErasedContent.Content.Nodes[0]);
        PostgreSqlStatement Renamed(string sql) => Of(sql).Bind(node.Id.Value);
        await session.RunAsync(
            [
                Renamed(ErasureSql.AddNodes).Bind(node.Start).Bind(node.Length),
                Renamed(ErasureSql.RenameNodesOfLinks), Renamed(ErasureSql.RemoveNodes), Renamed(ErasureSql.RenameNodesFrom),
                Renamed(ErasureSql.RenameNodesTo), Renamed(ErasureSql.RenameNodesOfIdentifiers),
                Of(ErasureSql.EraseVersions).BindText(content.NodeTree), Of(ErasureSql.RemoveTreePieces), Of(ErasureSql.RemoveOffer),
                Of(ErasureSql.MarkErased), Of(ErasureSql.AddErased).Bind(database.Now),
            ],
            static (_, _) => Task.FromResult(true), CommandBehavior.Default, cancellation).ConfigureAwait(false);
        return sample;
    }

    private static async Task RemovePostingsAsync(PostgreSqlSession session, SampleId id, Numbers numbers, CancellationToken cancellation)
    {
        var found = await session.ReadSingleAsync(
            new PostgreSqlStatement(ErasureSql.FindPostings).Bind(id.Value),
            row => new QueuedSample(row.GetInt64(0), id.Value, row.GetInt32(1), row.GetInt32(2), row.GetBoolean(3), 0), cancellation).ConfigureAwait(false);
        if (found is null)
            return;
        var before = found.Before == 0 ? null : await session.ReadSingleAsync(
            new PostgreSqlStatement(ErasureSql.FindVersion).Bind(id.Value).Bind(found.Before),
            static row => StoredPostings.Of(new StoredVersion(row.GetStringOrNull(0), row.GetTimestamp(1), row.GetStringOrNull(2), row.GetFieldValue<byte[]>(3))),
            cancellation).ConfigureAwait(false);
        await PostingWriter.WriteAsync(session, [new PostingChange(found, before, StoredPostings.OfErased())], numbers, cancellation).ConfigureAwait(false);
    }
}
