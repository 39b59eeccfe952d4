using SampleService.Storage;
using SampleService.Webhooks;

namespace SampleService.Server;

/// <summary>Sends events to webhooks, while this process is the one that does. Each webhook has a position of its own.</summary>
internal sealed class WebhookSender(IWebhookStore store, WebhookDelivery delivery) : IEventSender
{
    public string Name => "webhooks";

    public ValueTask<bool> IsNeededAsync(CancellationToken cancellation) => store.HasAnyAsync(cancellation);

    public Task RunAsync(EventCursor cursor, CancellationToken cancellation) => delivery.RunAsync(() => cursor.IsHeld, cancellation);
}
