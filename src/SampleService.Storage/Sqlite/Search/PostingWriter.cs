using SampleService.Search;

namespace SampleService.Storage.Sqlite;

/// <summary>Writes the postings of samples on the thread that writes.</summary>
internal static class PostingWriter
{
    /// <summary>Writes what differs, and takes the samples out of the queue.</summary>
    public static void Write(SqliteSession session, IReadOnlyList<PostingChange> changes, Numbers numbers)
    {
        FindNumbers(session, changes, numbers);
        var rows = PostingRows.Of(changes, numbers.Keys, numbers.Dimensions);
        foreach (var row in rows.RemovedTexts)
            Bind(session.Prepare(IndexSql.RemoveText), row).Execute();
        foreach (var row in rows.AddedTexts)
            Bind(session.Prepare(IndexSql.AddText), row).Execute();
        foreach (var row in rows.RemovedNumbers)
            Bind(session.Prepare(IndexSql.RemoveNumber), row).Execute();
        foreach (var row in rows.AddedNumbers)
            Bind(session.Prepare(IndexSql.AddNumber), row).Execute();
        foreach (var row in rows.Words)
            session.Prepare(IndexSql.PutWords).Bind("@ordinal", row.Ordinal).Bind("@words", FtsText.Of(row.Words)).Execute();
        foreach (var sample in changes.Select(static change => change.Sample))
        {
            session.Prepare(IndexSql.SetIndexed).Bind("@head", sample.Head).Bind("@ordinal", sample.Ordinal).Execute();
            session.Prepare(IndexSql.RemoveQueued).Bind("@ordinal", sample.Ordinal).Execute();
            session.Prepare(IndexSql.RemoveFailure).Bind("@ordinal", sample.Ordinal).Execute();
        }
    }

    /// <summary>Gives numbers to what has none. They are for others when the transaction is committed.</summary>
    private static void FindNumbers(SqliteSession session, IReadOnlyList<PostingChange> changes, Numbers numbers)
    {
        var (keys, dimensions) = PostingRows.NamesOf(changes);
        foreach (var key in keys)
            if (!numbers.HasKey(key))
                numbers.Keys[key] = (int)session.Prepare(IndexSql.AddKey).Bind("@key", key.Key).Bind("@value_key", key.ValueKey).ReadInt64()!;
        foreach (var dimension in dimensions)
            if (!numbers.HasDimension(dimension))
                numbers.Dimensions[dimension] = (int)session.Prepare(IndexSql.AddDimension).Bind("@name", dimension).ReadInt64()!;
    }

    private static SqliteStatement Bind(SqliteStatement statement, in TextRow row) =>
        statement.Bind("@key", row.Key).Bind("@value", row.Value).Bind("@ordinal", row.Ordinal);

    private static SqliteStatement Bind(SqliteStatement statement, in NumberRow row) => statement
        .Bind("@key", row.Key).Bind("@dimension", row.Dimension).Bind("@value", row.Value).Bind("@ordinal", row.Ordinal);
}
