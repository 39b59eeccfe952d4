using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Where events are sent, and how far each receiver has come.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IWebhookStore
{
    /// <summary>Stores a webhook, unless there are as many as there may be. The outcome of a failure may be unknown.</summary>
    /// <param name="webhook">The webhook. One of this id is found again, so it may be stored twice.</param>
    /// <param name="limits">How many there may be.</param>
    /// <param name="cancellation">Ends the wait for the transaction to begin.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.RefusedByState"/>: a state of the platform refuses writes.</exception>
    ValueTask<WebhookOutcome> AddAsync(StoredWebhook webhook, WebhookLimits limits, CancellationToken cancellation);

    /// <summary>The webhooks of one user, or of all, the oldest first.</summary>
    /// <param name="maker">The user; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<StoredWebhook>> ListAsync(UserName? maker, CancellationToken cancellation);

    /// <summary>Whether there is a webhook at all.</summary>
    ValueTask<bool> HasAnyAsync(CancellationToken cancellation);

    /// <summary>Removes a webhook.</summary>
    /// <param name="id">Which.</param>
    /// <param name="maker">Whose it has to be; null for anybody's.</param>
    /// <param name="cancellation">Ends the wait for the transaction to begin.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ServiceException"><see cref="ErrorKind.RefusedByState"/>: a state of the platform refuses writes.</exception>
    ValueTask<bool> RemoveAsync(WebhookId id, UserName? maker, CancellationToken cancellation);

    /// <summary>Stores how far webhooks have come, in one transaction. What would set one back changes nothing, nor does one that is gone.</summary>
    /// <param name="progress">How far each has come.</param>
    /// <param name="cancellation">Ends the wait for the transaction to begin.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.RefusedByState"/>: a state of the platform refuses writes.</exception>
    ValueTask SaveAsync(IReadOnlyCollection<KeyValuePair<WebhookId, WebhookProgress>> progress, CancellationToken cancellation);
}

/// <summary>A webhook and its secret, encrypted.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">What the secret is encrypted to.</param>
public sealed record StoredWebhook(Webhook Webhook, ReadOnlyMemory<byte> Secret)
{
    /// <summary>The name alone, to keep the secret out of logs.</summary>
    public override string ToString() => nameof(StoredWebhook);
}

/// <summary>How many webhooks there may be.</summary>
/// <param name="OfUser">Of one user.</param>
/// <param name="OfAll">Of all users together.</param>
public sealed record WebhookLimits(int OfUser, int OfAll);

/// <summary>What became of a new webhook.</summary>
public enum WebhookOutcome
{
    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>The user has as many as one may have.</summary>
    TooManyOfUser,

    /// <summary>There are as many as there may be.</summary>
    TooMany,
}
