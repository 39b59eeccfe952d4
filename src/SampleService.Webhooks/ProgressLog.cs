using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Webhooks;

/// <summary>
/// How far webhooks have come. It is stored together, now and then: after a process was killed, what a receiver got within that time it gets
/// once more. What could not be stored is kept, and nothing is sent until it is.
/// </summary>
internal sealed partial class ProgressLog(IWebhookStore store, ILogger log)
{
    private readonly ConcurrentDictionary<WebhookId, WebhookProgress> _unsaved = [];
    private volatile bool _isFailing;

    /// <summary>Whether the last attempt to store it failed.</summary>
    public bool IsFailing => _isFailing;

    /// <summary>Notes how far a webhook has come.</summary>
    public void Note(WebhookId id, WebhookProgress progress) => _unsaved[id] = progress;

    /// <summary>Stores what is new.</summary>
    /// <returns>Whether all of it is stored.</returns>
    public async Task<bool> TrySaveAsync(CancellationToken cancellation)
    {
        var unsaved = _unsaved.ToArray();
        if (unsaved.Length == 0)
            return true;
        try
        {
            await store.SaveAsync(unsaved, cancellation).ConfigureAwait(false);
            foreach (var saved in unsaved)
                _unsaved.TryRemove(saved);
            _isFailing = false;
            return true;
        }
        catch (ServiceException e)
        {
            // One line is enough, and none where an operator wants it so.
            if (!_isFailing && e.Kind != ErrorKind.RefusedByState)
                NotSaved(log, e);
            _isFailing = true;
            return false;
        }
    }

    [LoggerMessage(1350, LogLevel.Warning, "How far webhooks have come could not be stored; nothing is sent to them until it is")]
    private static partial void NotSaved(ILogger log, Exception failure);
}
