using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Server;

/// <summary>
/// What is done once the doors are open, in the order in which an operator wants to hear of faults. Until it is done they answer what
/// needs nothing but the process. It is the first of the hosted services, so what it has started is stopped when the doors are closed.
/// </summary>
internal sealed class ServiceStart(
    IServiceProvider services, Settings settings, ListenAddresses addresses, PlatformGate gate, IHostApplicationLifetime lifetime) : IHostedService
{
    private volatile string? _waitsFor = "database";
    private DeferredServices? _deferred;

    //   doors open: NodeDoor, web server              starting
    //        |
    //   database: connection, lock ............       starting
    //   migration, where the schema lacks one .       initialization, from here on
    //   vocabulary: the one it runs with is kept      starting
    //   cluster: can this silo take part? .....       starting
    //   users: first accounts, upstreams ......       starting
    //   grains: silo or client ................       starting
    //   states of the platform ................       initialization
    //        |
    //   gate.Serve                                    active
    /// <summary>What it waits for, in one word for operators; null once the process serves.</summary>
    public string? WaitsFor => _waitsFor;

    /// <summary>Makes the hosted services that were registered until now start when the doors are open; those that follow are doors.</summary>
    public static void AddTo(IServiceCollection services)
    {
        for (var i = 0; i < services.Count; i++)
            if (services[i] is { IsKeyedService: false } service && service.ServiceType == typeof(IHostedService))
                services[i] = Deferred(service);
        services.AddSingleton(provider => new DeferredServices(
            provider.GetKeyedServices<IHostedService>(typeof(ServiceStart)),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILogger<DeferredServices>>()));
        services.AddSingleton<ServiceStart>();
        services.AddHostedService(provider => provider.GetRequiredService<ServiceStart>());
    }

    /// <summary>Comes before the doors.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        gate.Start();
        lifetime.ApplicationStopping.Register(gate.Stop);
        return Task.CompletedTask;
    }

    /// <summary>Does all that is left to do until the process serves.</summary>
    /// <exception cref="StartException">Something of it cannot be done.</exception>
    /// <exception cref="OperationCanceledException">The process was told to stop.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await services.OpenStorageAsync(Migrate, cancellation);
        await services.GetRequiredService<VocabularyKeeping>().RunAsync(cancellation);
        _waitsFor = "cluster";
        await GrainHosting.CheckAsync(services, cancellation);
        _waitsFor = "users";
        await UpstreamComposition.SeedAsync(services, settings, addresses, cancellation);
        await services.GetRequiredService<IUpstreamCheck>().CheckAsync(cancellation);
        _waitsFor = "grains";
        _deferred = services.GetRequiredService<DeferredServices>();
        await _deferred.StartAsync(cancellation);
        _waitsFor = null;
        gate.Serve();
    }

    public Task StopAsync(CancellationToken cancellationToken) => _deferred?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    private void Migrate()
    {
        _waitsFor = "migration";
        gate.Initialize();
    }

    private static ServiceDescriptor Deferred(ServiceDescriptor service) =>
        service.ImplementationType is { } type ? ServiceDescriptor.KeyedSingleton(typeof(IHostedService), typeof(ServiceStart), type)
        : service.ImplementationInstance is { } instance ? new ServiceDescriptor(typeof(IHostedService), typeof(ServiceStart), instance)
        : ServiceDescriptor.KeyedSingleton(typeof(IHostedService), typeof(ServiceStart), (provider, _) => service.ImplementationFactory!(provider));
}
