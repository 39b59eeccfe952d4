using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Erases content in a SQLite database, from its file too: what is overwritten is not to be read there afterwards.</summary>
public sealed class ErasureStore(SqliteDatabase database) : IErasureStore
{
    /// <inheritdoc/>
    public async ValueTask<SampleHeader?> EraseAsync(SampleId id, CancellationToken cancellation)
    {
        var numbers = new Numbers(database.Numbers);
        var sample = await database.WriteAsync(session => Erase(session, id, numbers), cancellation).ConfigureAwait(false);
        numbers.Keep();
        return sample;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<(SampleId Id, int Versions)>> ListErasedAsync(Timestamp since, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<(SampleId, int)>>(
            session => session.Prepare(ErasureSql.ListErased).Bind("@since", since.Milliseconds)
                .ReadAll(static row => (new SampleId(row.GetGuid(0)), row.GetInt32(1))),
            cancellation);

    private SampleHeader? Erase(SqliteSession session, SampleId id, Numbers numbers)
    {
        var sample = SampleHeaderReader.ReadAll(session.Prepare(SampleSql.FindHeaders).BindIds("@ids", [id])).SingleOrDefault();
        if (sample is not { Withdrawal: not null, IsErased: false })
            return sample;
        // What is overwritten or removed from here on is zeroed in the file; the log is emptied when nobody writes for a moment.
        session.ExecuteScript("PRAGMA secure_delete = ON");
        try
        {
            RemovePostings(session, id, numbers);
            Overwrite(session, id);
            // Else its words stay in the text index until that is merged by itself.
            session.Prepare(ErasureSql.MergeWords).Execute();
        }
        finally
        {
            session.ExecuteScript("PRAGMA secure_delete = OFF");
        }

        return sample;
    }

    private void Overwrite(SqliteSession session, SampleId id)
    {
        var (content, node) = (ErasedContent.Content, ErasedContent.Content.Nodes[0]);
        SqliteStatement Of(string sql) => session.Prepare(sql).Bind("@id", id.Value);
        Of(ErasureSql.AddNodes).Bind("@node", node.Id.Value).Bind("@start", node.Start).Bind("@length", node.Length).Execute();
        foreach (var sql in (string[])[ErasureSql.RenameNodesOfLinks, ErasureSql.RemoveNodes, ErasureSql.RenameNodesFrom, ErasureSql.RenameNodesTo, ErasureSql.RenameNodesOfIdentifiers])
            Of(sql).Bind("@node", node.Id.Value).Execute();
        Of(ErasureSql.EraseVersions).BindText("@tree", content.NodeTree.Span).Execute();
        Of(ErasureSql.RemoveOffer).Execute();
        Of(ErasureSql.MarkErased).Execute();
        Of(ErasureSql.AddErased).Bind("@now", Timestamp.Now(database.Clock).Milliseconds).Execute();
    }

    private static void RemovePostings(SqliteSession session, SampleId id, Numbers numbers)
    {
        var found = session.Prepare(ErasureSql.FindPostings).Bind("@id", id.Value).ReadSingle(row => new QueuedSample(
            row.GetInt64(0), id.Value, row.GetInt32(1), row.GetInt32(2), row.GetBoolean(3), 0));
        if (found is null)
            return;
        var before = found.Before == 0 ? null : session.Prepare(IndexSql.FindVersion).Bind("@id", id.Value).Bind("@version", found.Before)
            .ReadSingle(static row => StoredPostings.Of(new StoredVersion(row.GetStringOrNull(0), new Timestamp(row.GetInt64(1)), row.GetStringOrNull(2), row.GetBytes(3))));
        PostingWriter.Write(session, [new PostingChange(found, before, StoredPostings.OfErased())], numbers);
    }
}
