using System.Diagnostics;
using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// Tells whether what a process remembers of a sample still holds. Where several processes write, that is a question
/// to the database; concurrent questions go in one query. A question only joins a query that has not been sent yet, so
/// that the answer is never older than the question.
/// </summary>
/// <param name="store">Whom to ask.</param>
public sealed class SampleFreshness(ISampleStore store)
{
    /// <summary>More queries at a time would only make each of them smaller.</summary>
    private const int MostQueries = 2;

    private readonly Lock _gate = new();
    private Query? _waiting;
    private int _underWay;

    /// <summary>How new a sample is at some moment after the call; null if there is none.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    public Task<SampleHeaderVersion?> FindVersionAsync(SampleId id)
    {
        Query query;
        var send = false;
        lock (_gate)
        {
            query = _waiting ??= new Query();
            query.Ids.Add(id);
            if (_underWay < MostQueries)
            {
                _underWay++;
                _waiting = null;
                send = true;
            }
        }

        if (send)
            _ = SendAsync(query);
        return query.FindAsync(id);
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

        public async Task<SampleHeaderVersion?> FindAsync(SampleId id) =>
            (await _answer.Task.ConfigureAwait(false)).TryGetValue(id, out var version) ? version : null;

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
