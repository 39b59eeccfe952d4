using SampleService.Storage;
using SampleService.Storage.Batching;

namespace SampleService.Grains;

/// <summary>
/// Reads versions of sessions, to confirm what a process remembers where several processes write. Concurrent requests share a query. A
/// request only joins a query that has not been sent yet, so that a session that was ended before is never found.
/// </summary>
/// <param name="store">The database.</param>
public sealed class SessionVersionLoader(ISessionStore store)
{
    /// <summary>More queries at a time would only make each of them smaller.</summary>
    private const int MaxConcurrentQueries = 2;

    private readonly RequestBatcher<string, int?> _batcher = new(
        MaxConcurrentQueries,
        batch => batch.AnswerAsync(async keys =>
            (await store.FindVersionsAsync(keys, CancellationToken.None).ConfigureAwait(false))
            .ToDictionary(static found => found.Key, static found => (int?)found.Version)));

    /// <summary>The version at some moment after the call; null if there is no such session.</summary>
    /// <exception cref="Domain.ServiceException">StorageFailure: the database failed.</exception>
    public Task<int?> FindAsync(string key, CancellationToken cancellation) =>
        _batcher.SendAsync(key, cancellation).WaitAsync(cancellation);
}
