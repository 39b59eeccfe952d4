using System.Text.Json;

namespace SampleService.Client;

/// <summary>A way to call the service. Safe for concurrent calls.</summary>
internal interface ITransport : IAsyncDisposable
{
    /// <summary>Calls a method.</summary>
    /// <param name="method">Its full name.</param>
    /// <param name="parameters">The object of its parameters; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The result; null as JSON for methods without one.</returns>
    /// <exception cref="SampleServiceException">The service refused it.</exception>
    /// <exception cref="OutcomeUnknownException">The connection was lost.</exception>
    /// <exception cref="ServiceUnreachableException">There was no connection.</exception>
    Task<JsonElement> CallAsync(string method, JsonElement? parameters, CancellationToken cancellationToken);

    /// <summary>Subscribes to events; null where the service can only be asked.</summary>
    /// <param name="parameters">The object of the parameters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="SampleServiceException">The service refused it.</exception>
    /// <exception cref="OutcomeUnknownException">The connection was lost.</exception>
    /// <exception cref="ServiceUnreachableException">There was no connection.</exception>
    Task<EventSubscription?> SubscribeAsync(JsonElement parameters, CancellationToken cancellationToken) =>
        Task.FromResult<EventSubscription?>(null);
}
