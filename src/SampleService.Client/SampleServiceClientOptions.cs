namespace SampleService.Client;

/// <summary>How a client calls the service.</summary>
public sealed class SampleServiceClientOptions
{
    /// <summary>
    /// Gives the token as it is now, or null to call without one, which a WebSocket does not allow. Asked for each HTTP request, and each
    /// time a WebSocket is opened; a WebSocket is closed by the service when its token ends, and the next call opens another. Not asked
    /// for on a Unix socket.
    /// </summary>
    public Func<CancellationToken, ValueTask<string?>>? Token { get; init; }

    /// <summary>The id of the deployment, for one that asks for it; null for none.</summary>
    public string? GatewayId { get; init; }

    /// <summary>How long a call tries to reach a service that is not there; zero for one attempt.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many connections to a Unix socket there are at most, from 1 on. Each carries one call at a time; calls for which there is none
    /// wait. The service has room for 64 from all clients together, by default.
    /// </summary>
    public int MaxSocketConnections { get; init; } = 4;

    /// <summary>Sends requests, for a proxy or certificates of one's own; null for that of .NET. The client does not dispose of it.</summary>
    public HttpMessageHandler? HttpHandler { get; init; }
}
