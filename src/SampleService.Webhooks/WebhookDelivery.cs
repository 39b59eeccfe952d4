using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Webhooks;

/// <summary>Sends the events of all webhooks, each by itself, while this process is the one that sends. There are so many requests under way at most as webhooks.</summary>
public sealed class WebhookDelivery : IDisposable
{
    /// <summary>How often it is looked for webhooks that were made or deleted, and stored how far the others have come.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How long requests that are under way may take when it ends, and then storing what has become of them.</summary>
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(3);

    private readonly IWebhookStore _store;
    private readonly IWebhookEvents _events;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly WebhookClient _client;
    private readonly ProgressLog _progress;

    /// <param name="store">Has the webhooks.</param>
    /// <param name="events">What is to be sent.</param>
    /// <param name="resolver">Looks up addresses.</param>
    /// <param name="addresses">Which may be connected to.</param>
    /// <param name="agent">What the service calls itself.</param>
    /// <param name="timeout">Of a request.</param>
    /// <param name="clock">Measures all times.</param>
    /// <param name="log">Where faults are told.</param>
    public WebhookDelivery(
        IWebhookStore store, IWebhookEvents events, IHostResolver resolver, ReceiverAddresses addresses, ProductInfoHeaderValue agent, TimeSpan timeout,
        TimeProvider clock, ILogger<WebhookDelivery> log)
    {
        (_store, _events, _clock, _log) = (store, events, clock, log);
        _client = new WebhookClient(resolver, addresses, agent, timeout, clock);
        _progress = new ProgressLog(store, log);
    }

    /// <summary>Sends until it is stopped.</summary>
    /// <param name="isHeld">Whether no other process can have begun to send.</param>
    /// <param name="stop">Ends it. Requests under way are waited for a few seconds.</param>
    /// <exception cref="ServiceException">The database failed.</exception>
    public async Task RunAsync(Func<bool> isHeld, CancellationToken stop)
    {
        // What could not be stored before comes first: the rows are read behind it.
        if (!await _progress.TrySaveAsync(stop).ConfigureAwait(false))
            return;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var abort = new CancellationTokenSource();
        var lanes = new Dictionary<WebhookId, Lane>();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await StartAndStopAsync(lanes, isHeld, ending.Token, abort.Token).ConfigureAwait(false);
                await Task.Delay(Interval, _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await _progress.TrySaveAsync(stop).ConfigureAwait(false);
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await EndAsync(lanes.Values, abort).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Begins to send to webhooks that are new, and no longer to those that are gone.</summary>
    private async Task StartAndStopAsync(Dictionary<WebhookId, Lane> lanes, Func<bool> isHeld, CancellationToken stop, CancellationToken abort)
    {
        var present = await _store.ListAsync(null, stop).ConfigureAwait(false);
        if (present.Count > 0 || lanes.Count > 0)
            WebhookInstruments.RecordStates(present);
        foreach (var gone in lanes.Keys.Except(present.Select(static one => one.Webhook.Id)).ToList())
        {
            lanes.Remove(gone, out var lane);
            await lane!.Stop.CancelAsync().ConfigureAwait(false);
        }

        foreach (var stored in present)
        {
            if (lanes.ContainsKey(stored.Webhook.Id) || stored.Webhook.Progress.Dead is not null)
                continue;
            var own = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var lane = new WebhookLane(stored, _events, _client, _progress, isHeld, _clock, _log);
            // A webhook that is deleted has nothing to be waited for.
            var running = Task.Run(() => lane.RunAsync(own.Token, abort), CancellationToken.None);
            lanes.Add(stored.Webhook.Id, new Lane(own, running));
        }

        await Task.WhenAll(lanes.Values.Select(static lane => lane.Running).Where(static running => running.IsFaulted)).ConfigureAwait(false);
    }

    private async Task EndAsync(IEnumerable<Lane> lanes, CancellationTokenSource abort)
    {
        var all = Task.WhenAll(lanes.Select(static lane => lane.Running));
        await all.WaitAsync(EndTime, _clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await abort.CancelAsync().ConfigureAwait(false);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var patience = new CancellationTokenSource(EndTime, _clock);
        try
        {
            await _progress.TrySaveAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // It is kept for when this process sends again; else the receivers get once more what they got last.
        }

        await all.ConfigureAwait(false);
    }

    /// <summary>A webhook that is sent to.</summary>
    private sealed record Lane(CancellationTokenSource Stop, Task Running);
}
