using System.Net;
using Microsoft.AspNetCore.Connections;

namespace SampleService.Server;

/// <summary>
/// Keeps a silo that is alone from listening: whoever reaches the port of a silo is believed, and no other process has anything to
/// say to this one.
/// </summary>
internal static class NoSiloListeners
{
    /// <summary>Replaces the two listeners of a silo, which Orleans registers under keys of its own, by one that never accepts.</summary>
    public static void AddNoSiloListeners(this IServiceCollection services)
    {
        for (var i = 0; i < services.Count; i++)
            if (services[i] is { IsKeyedService: true } service && service.ServiceType == typeof(IConnectionListenerFactory))
                services[i] = ServiceDescriptor.KeyedSingleton<IConnectionListenerFactory>(service.ServiceKey, new Factory());
    }

    private sealed class Factory : IConnectionListenerFactory
    {
        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
            new(new Listener(endpoint));
    }

    private sealed class Listener(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            new(_end.Task.WaitAsync(cancellationToken));

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _end.TrySetResult(null);
            return default;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
