using SampleService.Domain;

namespace SampleService.Api;

/// <summary>The subscriptions of a connection over which callers can be told of events.</summary>
public interface IEventSubscriptions
{
    /// <summary>Adds one, which begins when the call has been answered.</summary>
    /// <returns>Its name on this connection.</returns>
    /// <exception cref="ServiceException">There are as many as there may be.</exception>
    string Add(NewEventSubscription subscription);

    /// <summary>Ends one.</summary>
    /// <returns>Whether there was one of that name.</returns>
    bool Remove(string name);
}

/// <summary>A subscription to events.</summary>
/// <param name="Asked">Which events.</param>
/// <param name="Position">The position before the first.</param>
/// <param name="FindRequesterAsync">Whose rights count, asked anew now and then; null when the right of an administrator has ended.</param>
public sealed record NewEventSubscription(
    EventParameters Asked, long Position, Func<CancellationToken, ValueTask<Requester?>> FindRequesterAsync);
