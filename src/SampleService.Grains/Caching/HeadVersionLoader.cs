using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.Batching;

namespace SampleService.Grains;

/// <summary>
/// Reads head and ACL version of samples, to confirm what a process remembers where several processes write. Concurrent requests
/// share a query. A request only joins a query that has not been sent yet, so that the answer is never older than the request.
/// </summary>
/// <param name="store">The database.</param>
public sealed class HeadVersionLoader(ISampleStore store)
{
    /// <summary>More queries at a time would only make each of them smaller.</summary>
    private const int MaxConcurrentQueries = 2;

    private readonly RequestBatcher<SampleId, SampleHeaderVersion?> _batcher = new(
        MaxConcurrentQueries,
        batch => batch.AnswerAsync(async ids =>
            (await store.FindHeaderVersionsAsync(ids, CancellationToken.None).ConfigureAwait(false))
            .ToDictionary(static version => version.Id, static version => (SampleHeaderVersion?)version)));

    /// <summary>Head and ACL version at some moment after the call; null if there is no such sample.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    public Task<SampleHeaderVersion?> FindAsync(SampleId id, CancellationToken cancellation) =>
        cancellation.CanBeCanceled
            ? _batcher.SendAsync(id, cancellation).WaitAsync(cancellation)
            : _batcher.SendAsync(id, cancellation);
}
