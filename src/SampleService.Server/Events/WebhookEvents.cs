using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SampleService.Api;
using SampleService.Domain;
using SampleService.Grains;
using SampleService.Json;
using SampleService.Storage;
using SampleService.Webhooks;

namespace SampleService.Server;

/// <summary>
/// What webhooks are to be sent, as the feed has it for subscriptions: events are read once for all that have come as far, and what a user
/// may see is found out anew for events that are sent a second later.
/// </summary>
internal sealed class WebhookEvents(EventFeed feed, WebhookMakers makers, WebhookSecrets secrets, TimeProvider clock) : IWebhookEvents
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <summary>After so long it is asked anew whether a maker still is a user, or an administrator.</summary>
    private static readonly TimeSpan MakerAge = TimeSpan.FromSeconds(5);

    private readonly ConditionalWeakTable<Webhook, HeldBatch> _batches = [];
    private readonly ConcurrentDictionary<Requester, JudgedMaker> _makers = [];

    public async ValueTask<NextEvent> FindNextAsync(Webhook webhook, long after, CancellationToken cancellation)
    {
        if (!feed.IsBeyond(after))
            return new(after, null);
        var batch = await ReadAsync(webhook, after);
        try
        {
            if (await FindRequesterAsync(webhook, cancellation) is not { } requester)
                return new(batch.Last, null);
            foreach (var one in await batch.ShowAsync(requester))
                if (one.Position > after && webhook.Includes(one))
                    return new(one.Position, Write(one));
        }
        catch (ServiceException e) when (e.Kind == ErrorKind.NoSuchUser)
        {
            // Whoever keeps the users, or the workspaces, does not know the maker, who therefore sees nothing.
        }

        return new(batch.Last, null);
    }

    public Task WaitAsync(long after, CancellationToken cancellation) => feed.WaitAsync(after, LongestWait, cancellation);

    public ValueTask<byte[]?> FindSecretAsync(StoredWebhook webhook, CancellationToken cancellation) =>
        secrets.UnsealAsync(webhook.Webhook.Id, webhook.Secret, cancellation);

    /// <summary>The events behind a position: those that were read before, as long as there are some left.</summary>
    private async ValueTask<EventBatch> ReadAsync(Webhook webhook, long after)
    {
        if (_batches.TryGetValue(webhook, out var held) && after >= held.After && after < held.Batch.Last)
            return held.Batch;
        var batch = await feed.ReadAsync(after);
        _batches.AddOrUpdate(webhook, new HeldBatch(after, batch));
        return batch;
    }

    private async ValueTask<Requester?> FindRequesterAsync(Webhook webhook, CancellationToken cancellation)
    {
        var key = new Requester(webhook.Maker, webhook.AsAdmin);
        if (_makers.TryGetValue(key, out var judged) && clock.GetElapsedTime(judged.At) < MakerAge)
            return judged.Requester;
        var asked = clock.GetTimestamp();
        var requester = await makers.FindAsync(webhook, cancellation);
        _makers[key] = new JudgedMaker(requester, asked);
        return requester;
    }

    private static byte[] Write(SampleEvent one)
    {
        using var body = new JsonOutput();
        EventJson.Write(body, one);
        return body.ToArray();
    }

    private sealed record HeldBatch(long After, EventBatch Batch);

    private readonly record struct JudgedMaker(Requester? Requester, long At);
}
