using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Webhooks;

/// <summary>
/// Sends the events of one webhook, one after the other: the next is sent when the one before was received, so those of one sample are in
/// their order, and a slow receiver holds up nobody else.
/// </summary>
/// <param name="stored">The webhook, and how far it has come.</param>
/// <param name="events">What is to be sent.</param>
/// <param name="client">Sends it.</param>
/// <param name="progressLog">Keeps how far it has come.</param>
/// <param name="isHeld">Whether no other process can have begun to send.</param>
/// <param name="clock">Measures the times between attempts.</param>
/// <param name="log">Is told when a webhook begins and ends to fail.</param>
internal sealed partial class WebhookLane(
    StoredWebhook stored, IWebhookEvents events, WebhookClient client, ProgressLog progressLog, Func<bool> isHeld, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Webhook _webhook = stored.Webhook;
    private WebhookProgress _progress = stored.Webhook.Progress;

    /// <summary>Sends until it is stopped, or the webhook is dead.</summary>
    /// <param name="stop">Nothing is begun any more; what is under way may end.</param>
    /// <param name="abort">What is under way is broken off.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        try
        {
            while (!stop.IsCancellationRequested && _progress.Dead is null)
                await GoOnAsync(stop, abort).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whether an event that was broken off was received is not known: it is sent again.
        }
    }

    private async Task GoOnAsync(CancellationToken stop, CancellationToken abort)
    {
        if (_progress.NextAttempt is { } next && next.CompareTo(Timestamp.Now(clock)) is > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(next.Milliseconds - Timestamp.Now(clock).Milliseconds), clock, stop).ConfigureAwait(false);
            return;
        }

        if (progressLog.IsFailing || !isHeld())
        {
            await Task.Delay(PauseAfterFailure, clock, stop).ConfigureAwait(false);
            return;
        }

        try
        {
            await SendNextAsync(stop, abort).ConfigureAwait(false);
        }
        catch (ServiceException e) when (e.Kind == ErrorKind.IllegalParameter)
        {
            EndWithoutEvents();
        }
        catch (ServiceException)
        {
            // Whoever failed says so by itself, and has its own warning: here it goes on from where it is, when it can.
            await Task.Delay(PauseAfterFailure, clock, stop).ConfigureAwait(false);
        }
    }

    private async Task SendNextAsync(CancellationToken stop, CancellationToken abort)
    {
        var next = await events.FindNextAsync(_webhook, _progress.Position, stop).ConfigureAwait(false);
        if (next.Body is not { } body)
        {
            if (next.Position > _progress.Position)
                Note(_progress.Passed(next.Position));
            await events.WaitAsync(_progress.Position, stop).ConfigureAwait(false);
            return;
        }

        // What lies between was not for this webhook, or is not any more.
        if (next.Position - 1 > _progress.Position)
            Note(_progress.Passed(next.Position - 1));
        var secret = await events.FindSecretAsync(stored, stop).ConfigureAwait(false);
        // A process may be held up for any time between two statements.
        if (!isHeld() || stop.IsCancellationRequested)
            return;
        var began = clock.GetTimestamp();
        var outcome = secret is null
            ? new DeliveryOutcome(null, WebhookFault.Secret)
            : await SendAsync(secret, next.Position, body, abort).ConfigureAwait(false);
        WebhookInstruments.Record(outcome, clock.GetElapsedTime(began));
        var isFailing = _progress.FailingSince is not null;
        Note(outcome.Fault is { } fault
            ? _progress.Failed(Timestamp.Now(clock), outcome.Status, fault)
            : _progress.Received(next.Position, Timestamp.Now(clock), outcome.Status!.Value));
        Tell(outcome, isFailing);
    }

    private async Task<DeliveryOutcome> SendAsync(byte[] secret, long position, ReadOnlyMemory<byte> body, CancellationToken abort)
    {
        try
        {
            return await client.SendAsync(_webhook, secret, position, body, abort).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Address and answer are a stranger's: whatever they bring about, it must not end what is sent to others.
            Unexpected(log, e, _webhook.Id, _webhook.Maker);
            return new DeliveryOutcome(null, WebhookFault.Connection);
        }
    }

    private void EndWithoutEvents()
    {
        Note(_progress with { Dead = Timestamp.Now(clock), NextAttempt = null, LastFault = WebhookFault.Gone });
        EventsGone(log, _webhook.Id, _webhook.Maker);
    }

    private void Note(WebhookProgress progress)
    {
        _progress = progress;
        progressLog.Note(_webhook.Id, progress);
    }

    private void Tell(DeliveryOutcome outcome, bool wasFailing)
    {
        if (_progress.Dead is not null)
            Died(log, _webhook.Id, _webhook.Maker, outcome.Fault!, outcome.Status);
        else if (outcome.Fault is not null && !wasFailing)
            Failing(log, _webhook.Id, _webhook.Maker, outcome.Fault, outcome.Status);
        else if (outcome.Fault is null && wasFailing)
            Recovered(log, _webhook.Id, _webhook.Maker);
    }

    [LoggerMessage(1351, LogLevel.Information, "Webhook {Webhook} of {User} is failing, and is tried again: {Fault}, status {Status}")]
    private static partial void Failing(ILogger log, WebhookId webhook, UserName user, string fault, int? status);

    [LoggerMessage(1352, LogLevel.Information, "Webhook {Webhook} of {User} works again")]
    private static partial void Recovered(ILogger log, WebhookId webhook, UserName user);

    [LoggerMessage(1353, LogLevel.Warning, "Webhook {Webhook} of {User} is dead, since its receiver has taken an event for 24 hours in vain: {Fault}, status {Status}")]
    private static partial void Died(ILogger log, WebhookId webhook, UserName user, string fault, int? status);

    [LoggerMessage(1355, LogLevel.Error, "A request to webhook {Webhook} of {User} failed in a way that is not known")]
    private static partial void Unexpected(ILogger log, Exception failure, WebhookId webhook, UserName user);

    [LoggerMessage(1354, LogLevel.Warning, "Webhook {Webhook} of {User} is dead, since events that it was to be sent are no longer kept")]
    private static partial void EventsGone(ILogger log, WebhookId webhook, UserName user);
}
