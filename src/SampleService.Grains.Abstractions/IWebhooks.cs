using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Keeps webhooks, in the process that answers. Nothing here looks at rights.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> when the database fails.</remarks>
public interface IWebhooks
{
    /// <summary>Keeps a webhook. When this returns, its events are sent by whichever process sends.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="secret">What its requests are signed with; it is kept encrypted.</param>
    /// <param name="cancellation">Ends the wait for the transaction to begin.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: there are as many as there may be.</exception>
    ValueTask AddAsync(Webhook webhook, string secret, CancellationToken cancellation);

    /// <summary>The webhooks of one user, or of all, the oldest first.</summary>
    /// <param name="maker">The user; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<Webhook>> ListAsync(UserName? maker, CancellationToken cancellation);

    /// <summary>Removes a webhook.</summary>
    /// <param name="id">Which.</param>
    /// <param name="maker">Whose it has to be; null for anybody's.</param>
    /// <param name="cancellation">Ends the wait for the transaction to begin.</param>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> RemoveAsync(WebhookId id, UserName? maker, CancellationToken cancellation);
}
