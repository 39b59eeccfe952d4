using System.Diagnostics;
using SampleService.Domain;
using SampleService.Storage;

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

    private readonly Lock _gate = new();
    private Query? _waiting;
    private int _underWay;

    /// <summary>Head and ACL version at some moment after the call; null if there is no such sample.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    public Task<SampleHeaderVersion?> FindAsync(SampleId id, CancellationToken cancellation)
    {
        Query query;
        var send = false;
        lock (_gate)
        {
            query = _waiting ??= new Query();
            query.Ids.Add(id);
            if (_underWay < MaxConcurrentQueries)
            {
                _underWay++;
                _waiting = null;
                send = true;
            }
        }

        if (send)
            _ = SendAsync(query);
        return query.FindAsync(id, cancellation);
    }

    /// <summary>Sends a query, and then what has gathered meanwhile. Failures go to those who asked.</summary>
    private async Task SendAsync(Query? query)
    {
        while (query is not null)
        {
            await query.SendAsync(store).ConfigureAwait(false);
            // What follows is for others than the caller of this, and not of that call's trace.
            Activity.Current = null;
            lock (_gate)
            {
                query = _waiting;
                _waiting = null;
                if (query is null)
                    _underWay--;
            }
        }
    }

    private sealed class Query
    {
        private readonly TaskCompletionSource<Dictionary<SampleId, SampleHeaderVersion>> _answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HashSet<SampleId> Ids { get; } = [];

        public async Task<SampleHeaderVersion?> FindAsync(SampleId id, CancellationToken cancellation) =>
            (await _answer.Task.WaitAsync(cancellation).ConfigureAwait(false)).TryGetValue(id, out var version) ? version : null;

        public async Task SendAsync(ISampleStore store)
        {
            try
            {
                var versions = await store.FindHeaderVersionsAsync(Ids, CancellationToken.None).ConfigureAwait(false);
                _answer.SetResult(versions.ToDictionary(version => version.Id));
            }
            catch (Exception e)
            {
                _answer.SetException(e);
            }
        }
    }
}
