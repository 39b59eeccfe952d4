using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="IWebhooks"/>.</summary>
internal sealed class Webhooks(IWebhookStore store, WebhookSecrets secrets, WebhookLimits limits) : IWebhooks
{
    public async ValueTask AddAsync(Webhook webhook, string secret, CancellationToken cancellation)
    {
        var stored = new StoredWebhook(webhook, await secrets.SealAsync(webhook.Id, secret, cancellation));
        var outcome = await store.AddAsync(stored, limits, cancellation);
        if (outcome != WebhookOutcome.Stored)
            throw ServiceException.Illegal(outcome == WebhookOutcome.TooManyOfUser
                ? $"A user has {limits.OfUser} webhooks at most"
                : $"There are {limits.OfAll} webhooks at most");
    }

    public async ValueTask<IReadOnlyList<Webhook>> ListAsync(UserName? maker, CancellationToken cancellation) =>
        [.. (await store.ListAsync(maker, cancellation)).Select(static stored => stored.Webhook)];

    public ValueTask<bool> RemoveAsync(WebhookId id, UserName? maker, CancellationToken cancellation) =>
        store.RemoveAsync(id, maker, cancellation);
}
