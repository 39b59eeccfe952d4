using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Webhooks;

/// <summary>What is to be sent to webhooks. Rights are looked at anew by each call.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> when the database or an upstream service fails.</remarks>
public interface IWebhookEvents
{
    /// <summary>The next event that a webhook is to be sent.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="after">The position before it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: events behind the position are no longer kept.</exception>
    ValueTask<NextEvent> FindNextAsync(Webhook webhook, long after, CancellationToken cancellation);

    /// <summary>Waits until there are events behind a position, for some seconds at most.</summary>
    /// <param name="after">The position.</param>
    /// <param name="cancellation">Ends the wait without an error.</param>
    Task WaitAsync(long after, CancellationToken cancellation);

    /// <summary>The secret of a webhook; null if it cannot be read.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<byte[]?> FindSecretAsync(StoredWebhook webhook, CancellationToken cancellation);
}

/// <summary>An event that is to be sent, or none.</summary>
/// <param name="Position">Its position; without an event, that up to which there is none for the webhook.</param>
/// <param name="Body">Its text as JSON; null for none.</param>
public readonly record struct NextEvent(long Position, ReadOnlyMemory<byte>? Body);
