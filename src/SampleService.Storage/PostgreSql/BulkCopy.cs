using Npgsql;
using NpgsqlTypes;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Sends the rows of samples by COPY, table by table, in the order of their references.</summary>
internal sealed class BulkCopy(NpgsqlConnection connection, CancellationToken cancellation)
{
    public async Task RunAsync(IReadOnlyList<BulkSample> samples, long[] ordinals)
    {
        await CopyAsync(BulkSql.CopySamples, samples.Zip(ordinals), WriteSampleAsync).ConfigureAwait(false);
        await CopyAsync(
            BulkSql.CopyAcls,
            samples.Zip(ordinals).SelectMany(static pair => BulkRows.Acls(pair.First.Acls).Select(entry => (pair.First.Id, entry.User, entry.Level, Ordinal: pair.Second))),
            async (copy, row) =>
            {
                await copy.WriteAsync(row.Id.Value, NpgsqlDbType.Uuid, cancellation).ConfigureAwait(false);
                await TextAsync(copy, row.User.Value).ConfigureAwait(false);
                await TextAsync(copy, row.Level).ConfigureAwait(false);
                await copy.WriteAsync(row.Ordinal, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
            }).ConfigureAwait(false);
        await CopyAsync(BulkSql.CopyAclStates, samples, async (copy, sample) =>
        {
            await copy.WriteAsync(sample.Id.Value, NpgsqlDbType.Uuid, cancellation).ConfigureAwait(false);
            await copy.WriteAsync(BulkSample.FirstAclVersion, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
            await copy.WriteAsync(sample.AclsChanged.Milliseconds, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
            await TextAsync(copy, AclState.Write(sample.Acls)).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await CopyAsync(
            BulkSql.CopyVersions, samples.SelectMany(static sample => sample.Versions.Select(version => (sample.Id, version))), WriteVersionAsync).ConfigureAwait(false);
        await CopyAsync(
            BulkSql.CopyNodes,
            samples.SelectMany(static sample => sample.Versions.SelectMany(version => version.Content.Nodes.Select((node, i) => (sample.Id, version.Number, i, node)))),
            WriteNodeAsync).ConfigureAwait(false);
        await CopyAsync(BulkSql.CopyLinks, samples.SelectMany(static sample => sample.Links), WriteLinkAsync).ConfigureAwait(false);
    }

    private async Task CopyAsync<T>(string sql, IEnumerable<T> rows, Func<NpgsqlBinaryImporter, T, Task> write)
    {
        using var each = rows.GetEnumerator();
        if (!each.MoveNext())
            return;
        var copy = await connection.BeginBinaryImportAsync(sql, cancellation).ConfigureAwait(false);
        await using var _ = copy.ConfigureAwait(false);
        copy.Timeout = Timeout.InfiniteTimeSpan;
        do
        {
            await copy.StartRowAsync(cancellation).ConfigureAwait(false);
            await write(copy, each.Current).ConfigureAwait(false);
        }
        while (each.MoveNext());
        await copy.CompleteAsync(cancellation).ConfigureAwait(false);
    }

    private async Task WriteSampleAsync(NpgsqlBinaryImporter copy, (BulkSample Sample, long Ordinal) row)
    {
        var sample = row.Sample;
        await copy.WriteAsync(sample.Id.Value, NpgsqlDbType.Uuid, cancellation).ConfigureAwait(false);
        await TextAsync(copy, sample.Acls.Owner.Value).ConfigureAwait(false);
        await copy.WriteAsync(sample.Head, NpgsqlDbType.Integer, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(sample.Acls.PublicRead, NpgsqlDbType.Boolean, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(BulkSample.FirstAclVersion, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(sample.AclsChanged.Milliseconds, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(sample.Created.Milliseconds, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(row.Ordinal, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(sample.HasHead ? 0 : sample.Head, NpgsqlDbType.Integer, cancellation).ConfigureAwait(false);
    }

    private async Task WriteVersionAsync(NpgsqlBinaryImporter copy, (SampleId Sample, BulkVersion Version) row)
    {
        var version = row.Version;
        await copy.WriteAsync(row.Sample.Value, NpgsqlDbType.Uuid, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(version.Number, NpgsqlDbType.Integer, cancellation).ConfigureAwait(false);
        await TextAsync(copy, version.Content.Name).ConfigureAwait(false);
        await TextAsync(copy, version.SavedBy.Value).ConfigureAwait(false);
        await copy.WriteAsync(version.Saved.Milliseconds, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(version.WriteId.Value, NpgsqlDbType.Uuid, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(version.Content.Nodes.Length, NpgsqlDbType.Integer, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(version.Content.NodeTree, NpgsqlDbType.Text, cancellation).ConfigureAwait(false);
    }

    private async Task WriteNodeAsync(NpgsqlBinaryImporter copy, (SampleId Sample, int Version, int Position, NodeEntry Node) row)
    {
        await copy.WriteAsync(row.Sample.Value, NpgsqlDbType.Uuid, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(row.Version, NpgsqlDbType.Integer, cancellation).ConfigureAwait(false);
        await TextAsync(copy, row.Node.Id.Value).ConfigureAwait(false);
        await copy.WriteAsync(row.Position, NpgsqlDbType.Integer, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(row.Node.Start, NpgsqlDbType.Integer, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(row.Node.Length, NpgsqlDbType.Integer, cancellation).ConfigureAwait(false);
        if (row.Node.Parent is { } parent)
            await copy.WriteAsync(parent, NpgsqlDbType.Integer, cancellation).ConfigureAwait(false);
        else
            await copy.WriteNullAsync(cancellation).ConfigureAwait(false);
    }

    // The id of a link serves as its write id: nobody repeats the write.
    private async Task WriteLinkAsync(NpgsqlBinaryImporter copy, DataLink link)
    {
        await copy.WriteAsync(link.Id.Value, NpgsqlDbType.Uuid, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(link.Unit.Upa.Workspace.Value, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(link.Unit.Upa.Object, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(link.Unit.Upa.Version, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
        await TextAsync(copy, link.Unit.DataId).ConfigureAwait(false);
        await copy.WriteAsync(link.Sample.Sample.Value, NpgsqlDbType.Uuid, cancellation).ConfigureAwait(false);
        await copy.WriteAsync(link.Sample.Version, NpgsqlDbType.Integer, cancellation).ConfigureAwait(false);
        await TextAsync(copy, link.Node.Value).ConfigureAwait(false);
        await TextAsync(copy, link.CreatedBy.Value).ConfigureAwait(false);
        await copy.WriteAsync(link.Created.Milliseconds, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
        await TextAsync(copy, link.ExpiredBy?.Value).ConfigureAwait(false);
        if (link.Expired is { } expired)
            await copy.WriteAsync(expired.Milliseconds, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
        else
            await copy.WriteNullAsync(cancellation).ConfigureAwait(false);
        await copy.WriteAsync(link.Id.Value, NpgsqlDbType.Uuid, cancellation).ConfigureAwait(false);
        if (link.Expired is not null)
            await copy.WriteAsync(link.Id.Value, NpgsqlDbType.Uuid, cancellation).ConfigureAwait(false);
        else
            await copy.WriteNullAsync(cancellation).ConfigureAwait(false);
    }

    private Task TextAsync(NpgsqlBinaryImporter copy, string? text) => text is null
        ? copy.WriteNullAsync(cancellation)
        : copy.WriteAsync(text, NpgsqlDbType.Text, cancellation);
}
