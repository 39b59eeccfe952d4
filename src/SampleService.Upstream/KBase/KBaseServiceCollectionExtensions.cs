using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SampleService.Upstream.KBase;

/// <summary>Puts the KBase services behind the upstream interfaces.</summary>
public static class KBaseServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ITokenService"/>, <see cref="IAdministratorRoles"/>, <see cref="IUserDirectory"/>,
    /// <see cref="IWorkspaceService"/> and <see cref="IUpstreamCheck"/>; takes the <see cref="TimeProvider"/> that is
    /// there, else the system's.
    /// </summary>
    /// <exception cref="UpstreamConfigurationException">The options cannot work.</exception>
    public static IServiceCollection AddKBaseUpstream(this IServiceCollection services, KBaseOptions options)
    {
        options.Check();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(options)
            .AddSingleton<KBaseAuthClient>()
            .AddSingleton<KBaseWorkspaceClient>()
            .AddSingleton<ITokenService, KBaseTokenService>()
            .AddSingleton<IAdministratorRoles, KBaseAdministratorRoles>()
            .AddSingleton<IUserDirectory, KBaseUserDirectory>()
            .AddSingleton<IWorkspaceService, KBaseWorkspaceService>()
            .AddSingleton<IUpstreamCheck, KBaseCheck>();
    }
}
