using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SampleService.Actors.Runtime;

namespace SampleService.Actors;

/// <summary>Registers the grain host.</summary>
public static class ActorServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IGrainFactory"/>, <see cref="ActorStatistics"/> and the host as a hosted service. Calls add up.
    /// Time comes from a registered <see cref="TimeProvider"/>. The start fails with one line that names the fault when
    /// a grain class or an option is not as it must be.
    /// </summary>
    public static IServiceCollection AddActors(this IServiceCollection services, Action<ActorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions().AddLogging();
        if (configure is not null)
            services.Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(ActorHost)))
            return services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ActorHost(
            provider,
            provider.GetRequiredService<IOptions<ActorOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Microsoft.Extensions.Logging.ILogger<ActorHost>>()));
        services.AddSingleton(provider => provider.GetRequiredService<ActorHost>().Factory);
        services.AddSingleton(provider => provider.GetRequiredService<ActorHost>().Statistics);
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ActorHost>());
        return services;
    }
}
