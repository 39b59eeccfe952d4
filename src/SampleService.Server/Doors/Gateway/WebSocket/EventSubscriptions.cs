using SampleService.Api;
using SampleService.Domain;

namespace SampleService.Server;

/// <summary>The subscriptions of one connection, of which there is a bounded number.</summary>
internal sealed class EventSubscriptions(WebSocketConnection connection, WebSocketParts parts)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, EventSubscription> _subscriptions = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _subscriptions.Count;
        }
    }

    /// <summary>Adds one, which is to be started.</summary>
    /// <exception cref="ServiceException">There are as many as there may be.</exception>
    public EventSubscription Add(NewEventSubscription asked)
    {
        lock (_gate)
        {
            if (_subscriptions.Count >= parts.Options.WebSocketSubscriptions)
                throw ServiceException.Illegal($"A connection has {parts.Options.WebSocketSubscriptions} subscriptions at most");
            var subscription = new EventSubscription($"s{++_number}", asked, connection, parts.Feed, parts.Clock);
            _subscriptions.Add(subscription.Name, subscription);
            return subscription;
        }
    }

    /// <summary>Ends one.</summary>
    /// <returns>Whether there was one of that name.</returns>
    public bool Remove(string name)
    {
        EventSubscription? subscription;
        lock (_gate)
            if (!_subscriptions.Remove(name, out subscription))
                return false;
        subscription.Stop();
        return true;
    }

    /// <summary>Ends all of them.</summary>
    public void RemoveAll()
    {
        string[] names;
        lock (_gate)
            names = [.. _subscriptions.Keys];
        foreach (var name in names)
            Remove(name);
    }
}
