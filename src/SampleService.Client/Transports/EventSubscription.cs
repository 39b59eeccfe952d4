using System.Text.Json;
using System.Threading.Channels;
using StreamJsonRpc;

namespace SampleService.Client;

/// <summary>What a subscription is told, until it ends.</summary>
/// <param name="Position">The position before the first event.</param>
/// <param name="Notices">What is told; completed when the connection is lost, or the reader has fallen behind.</param>
/// <param name="EndAsync">Ends it in the service.</param>
internal sealed record EventSubscription(long Position, ChannelReader<EventNotice> Notices, Func<Task> EndAsync);

/// <summary>An event, or how far the subscription has come without one.</summary>
/// <param name="Position">The position.</param>
/// <param name="Event">The event as it was sent; null for none.</param>
internal readonly record struct EventNotice(long Position, JsonElement? Event);

/// <summary>Keeps what is told until it is read, within a bound: whoever falls behind subscribes anew from the last position read.</summary>
internal sealed class EventNotices
{
    private const int MaxWaiting = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Channel<EventNotice>> _channels = new(StringComparer.Ordinal);
    private readonly HashSet<string> _forgotten = new(StringComparer.Ordinal);
    private bool _hasEnded;

    /// <summary>The parameters that name a subscription.</summary>
    public static JsonElement NameOnly(string name) => JsonSerializer.SerializeToElement(
        new Dictionary<string, string> { ["subscription"] = name }, EventJson.Default.DictionaryStringString);

    /// <summary>Takes what the service tells.</summary>
    public void AddTo(JsonRpc engine)
    {
        engine.AddLocalRpcMethod("Events.changed", Changed);
        engine.AddLocalRpcMethod("Events.position", Position);
    }

    /// <summary>What a subscription is told. It may have begun before its name was known here.</summary>
    public ChannelReader<EventNotice> Of(string subscription)
    {
        lock (_gate)
            return FindChannel(subscription).Reader;
    }

    /// <summary>Whatever is still told of a subscription is of no interest.</summary>
    public void Forget(string subscription)
    {
        lock (_gate)
        {
            _forgotten.Add(subscription);
            if (_channels.Remove(subscription, out var channel))
                channel.Writer.TryComplete();
        }
    }

    /// <summary>Nothing more will be told.</summary>
    public void End()
    {
        lock (_gate)
        {
            _hasEnded = true;
            foreach (var channel in _channels.Values)
                channel.Writer.TryComplete();
        }
    }

    private void Changed(string subscription, JsonElement @event) =>
        Add(subscription, new EventNotice(@event.GetProperty("position").GetInt64(), @event));

    private void Position(string subscription, long position) => Add(subscription, new EventNotice(position, null));

    private void Add(string subscription, EventNotice notice)
    {
        lock (_gate)
        {
            if (_forgotten.Contains(subscription))
                return;
            var channel = FindChannel(subscription);
            if (!channel.Writer.TryWrite(notice))
                channel.Writer.TryComplete();
        }
    }

    private Channel<EventNotice> FindChannel(string subscription)
    {
        if (_channels.TryGetValue(subscription, out var channel))
            return channel;
        _channels.Add(subscription, channel = Channel.CreateBounded<EventNotice>(MaxWaiting));
        if (_hasEnded)
            channel.Writer.TryComplete();
        return channel;
    }
}
