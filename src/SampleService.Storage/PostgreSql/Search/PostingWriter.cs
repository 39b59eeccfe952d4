using System.Data;
using SampleService.Search;

namespace SampleService.Storage.PostgreSql;

/// <summary>Writes the postings of samples whose rows are locked.</summary>
internal static class PostingWriter
{
    /// <summary>Writes what differs, and takes the samples out of the queue.</summary>
    public static async Task WriteAsync(
        PostgreSqlSession session, IReadOnlyList<PostingChange> changes, Numbers numbers, CancellationToken cancellation)
    {
        await FindNumbersAsync(session, changes, numbers, cancellation).ConfigureAwait(false);
        var rows = PostingRows.Of(changes, numbers.Keys, numbers.Dimensions);
        long[] ordinals = [.. changes.Select(static change => change.Sample.Ordinal)];
        var statements = new List<PostgreSqlStatement>();
        if (rows.RemovedTexts is { Count: > 0 } removedTexts)
            statements.Add(Bind(IndexSql.RemoveTexts, removedTexts));
        if (rows.AddedTexts is { Count: > 0 } addedTexts)
            statements.Add(Bind(IndexSql.AddTexts, addedTexts));
        if (rows.RemovedNumbers is { Count: > 0 } removedNumbers)
            statements.Add(Bind(IndexSql.RemoveNumbers, removedNumbers));
        if (rows.AddedNumbers is { Count: > 0 } addedNumbers)
            statements.Add(Bind(IndexSql.AddNumbers, addedNumbers));
        if (rows.Words is { Count: > 0 } words)
            statements.Add(new PostgreSqlStatement(IndexSql.PutWords)
                .Bind([.. words.Select(static row => row.Ordinal)]).Bind([.. words.Select(static row => string.Join(' ', row.Words))]));
        statements.Add(new PostgreSqlStatement(IndexSql.SetIndexed)
            .Bind([.. changes.Select(static change => change.Sample.Id)]).Bind([.. changes.Select(static change => change.Sample.Head)]));
        statements.Add(new PostgreSqlStatement(IndexSql.RemoveQueued).Bind(ordinals));
        statements.Add(new PostgreSqlStatement(IndexSql.RemoveFailures).Bind(ordinals));
        await session.RunAsync(statements, static (_, _) => Task.FromResult(true), CommandBehavior.Default, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives numbers to what has none. They are for others when the transaction is committed.</summary>
    private static async Task FindNumbersAsync(
        PostgreSqlSession session, IReadOnlyList<PostingChange> changes, Numbers numbers, CancellationToken cancellation)
    {
        var (names, dimensionNames) = PostingRows.NamesOf(changes);
        SearchKey[] keys = [.. names.Where(key => !numbers.HasKey(key))];
        string[] dimensions = [.. dimensionNames.Where(name => !numbers.HasDimension(name))];
        if (keys.Length + dimensions.Length == 0)
            return;
        var (texts, valueKeys) = (Array.ConvertAll(keys, static key => key.Key), Array.ConvertAll(keys, static key => key.ValueKey));
        await session.RunAsync(
            [
                new PostgreSqlStatement(IndexSql.AddKeys).Bind(texts).Bind(valueKeys),
                new PostgreSqlStatement(IndexSql.AddDimensions).Bind(dimensions),
                new PostgreSqlStatement(SearchSql.FindKeys).Bind(texts).Bind(valueKeys),
                new PostgreSqlStatement(SearchSql.FindDimensions).Bind(dimensions),
            ],
            async (rows, token) =>
            {
                while (await rows.ReadAsync(token).ConfigureAwait(false))
                    numbers.Keys[keys[rows.GetInt64(0) - 1]] = rows.GetInt32(1);
                await rows.NextResultAsync(token).ConfigureAwait(false);
                while (await rows.ReadAsync(token).ConfigureAwait(false))
                    numbers.Dimensions[dimensions[rows.GetInt64(0) - 1]] = rows.GetInt32(1);
                return true;
            },
            CommandBehavior.Default, cancellation).ConfigureAwait(false);
    }

    private static PostgreSqlStatement Bind(string sql, IReadOnlyList<TextRow> rows) => new PostgreSqlStatement(sql)
        .Bind([.. rows.Select(static row => row.Key)]).Bind([.. rows.Select(static row => row.Value)]).Bind([.. rows.Select(static row => row.Ordinal)]);

    private static PostgreSqlStatement Bind(string sql, IReadOnlyList<NumberRow> rows) => new PostgreSqlStatement(sql)
        .Bind([.. rows.Select(static row => row.Key)]).Bind([.. rows.Select(static row => row.Dimension)])
        .Bind([.. rows.Select(static row => row.Value)]).Bind([.. rows.Select(static row => row.Ordinal)]);
}
