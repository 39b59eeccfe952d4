namespace SampleService.Storage.PostgreSql;

/// <summary>Candidates of finds in a PostgreSQL database.</summary>
public sealed class SearchStore(PostgreSqlDatabase database) : ISearchStore
{
    private bool _areIndexesThere;

    /// <inheritdoc/>
    public ValueTask<T> ReadAsync<T>(Func<ISearchSnapshot, CancellationToken, Task<T>> find, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.InSnapshotAsync(
                async () => await find(await BeginAsync(session, token).ConfigureAwait(false), token).ConfigureAwait(false), token),
            cancellation, "FindSamples");

    /// <summary>Takes the snapshot. Once the indexes are there, they stay.</summary>
    private async Task<SearchSnapshot> BeginAsync(PostgreSqlSession session, CancellationToken cancellation)
    {
        var (state, lacking) = await session.RunAsync(
            [
                new PostgreSqlStatement(SearchSql.UseIndexes), new PostgreSqlStatement(SearchSql.FindState),
                .. Volatile.Read(ref _areIndexesThere) ? [] : (PostgreSqlStatement[])[new PostgreSqlStatement(SearchSql.CountLackingIndexes)],
            ],
            static async (rows, token) =>
            {
                await rows.ReadAsync(token).ConfigureAwait(false);
                var state = new SearchIndexState(rows.GetBoolean(0), rows.GetInt64(1), rows.GetInt64(2));
                return (state, await rows.NextResultAsync(token).ConfigureAwait(false) && await rows.ReadAsync(token).ConfigureAwait(false) ? rows.GetInt64(0) : 0);
            },
            System.Data.CommandBehavior.Default, cancellation).ConfigureAwait(false);
        if (lacking > 0)
            throw SearchFaults.IndexesAreMade();
        Volatile.Write(ref _areIndexesThere, true);
        return new SearchSnapshot(session, database.Numbers, database.SearchQueue, state);
    }
}
