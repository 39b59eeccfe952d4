using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SampleService.Client;

/// <summary>Tells of events from a position on, whatever becomes of connections.</summary>
internal sealed class EventWatch(ISampleService service, ITransport transport, WatchEventsRequest request)
{
    private const int PageSize = 1000;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>The position of the last event told, or up to which there are no others; null before that is known.</summary>
    private long? _position = request.After;

    /// <summary>Whether the service has answered once: from then on it is waited for.</summary>
    private bool _hasBegun;

    public async IAsyncEnumerable<SampleEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var (isReached, subscription) = await TryAsync(SubscribeAsync, cancellationToken).ConfigureAwait(false);
            if (!isReached)
                continue;
            await foreach (var one in (subscription is null ? PollAsync(cancellationToken) : ReadAsync(subscription, cancellationToken)).ConfigureAwait(false))
                yield return one;
        }
    }

    private async Task<EventSubscription?> SubscribeAsync(CancellationToken cancellationToken)
    {
        var asked = new WatchEventsRequest { After = _position, Types = request.Types, Sample = request.Sample, AsAdmin = request.AsAdmin };
        var subscription = await transport.SubscribeAsync(
            JsonSerializer.SerializeToElement(asked, RequestJson.Default.WatchEventsRequest), cancellationToken).ConfigureAwait(false);
        _position = subscription?.Position ?? _position;
        return subscription;
    }

    /// <summary>What the service tells, until the connection is lost.</summary>
    private async IAsyncEnumerable<SampleEvent> ReadAsync(EventSubscription subscription, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var notice in subscription.Notices.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                _position = notice.Position;
                if (notice.Event is { } told)
                    yield return told.Deserialize(ResultJson.Default.SampleEvent)!;
            }
        }
        finally
        {
            await subscription.EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What the service answers when it is asked now and then.</summary>
    private async IAsyncEnumerable<SampleEvent> PollAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // What happens from now on is what comes after all that there is.
        var isSkipping = _position is null;
        while (true)
        {
            var (isReached, page) = await TryAsync(AskAsync, cancellationToken).ConfigureAwait(false);
            if (!isReached)
                continue;
            var hasMoved = page!.Last > (_position ?? 0);
            if (!isSkipping)
                foreach (var one in page.Events)
                {
                    _position = one.Position;
                    yield return one;
                }

            _position = page.Last;
            if (hasMoved)
                continue;
            isSkipping = false;
            await Task.Delay(PollInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<EventPage> AskAsync(CancellationToken cancellationToken) => service.GetEventsAsync(
        new() { After = _position, Types = request.Types, Sample = request.Sample, AsAdmin = request.AsAdmin, Limit = PageSize }, cancellationToken);

    /// <summary>Asks the service; when it cannot be reached any more, waits a little.</summary>
    private async Task<(bool IsReached, T? Answer)> TryAsync<T>(Func<CancellationToken, Task<T>> askAsync, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await askAsync(cancellationToken).ConfigureAwait(false);
            _hasBegun = true;
            return (true, answer);
        }
        catch (Exception e) when (_hasBegun && (e is OutcomeUnknownException or ServiceUnreachableException or PlatformStateException))
        {
            await Task.Delay(PollInterval, cancellationToken).ConfigureAwait(false);
            return (false, default);
        }
    }
}
