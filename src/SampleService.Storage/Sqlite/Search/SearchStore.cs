namespace SampleService.Storage.Sqlite;

/// <summary>Candidates of finds in a SQLite database.</summary>
public sealed class SearchStore(SqliteDatabase database) : ISearchStore
{
    /// <inheritdoc/>
    public ValueTask<T> ReadAsync<T>(Func<ISearchSnapshot, CancellationToken, Task<T>> find, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
            {
                var running = find(new SearchSnapshot(session, database.Numbers, database.SearchQueue), cancellation);
                return running.IsCompleted
                    ? running.GetAwaiter().GetResult()
                    : throw new InvalidOperationException("A find on SQLite waits for something else than the database.");
            },
            cancellation, "FindSamples");
}
