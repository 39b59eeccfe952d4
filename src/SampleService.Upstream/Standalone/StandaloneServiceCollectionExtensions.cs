using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SampleService.Upstream.Standalone;

/// <summary>Puts our own accounts and workspaces behind the upstream interfaces.</summary>
public static class StandaloneServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ITokenService"/>, <see cref="IAdministratorRoles"/>, <see cref="IUserDirectory"/>,
    /// <see cref="IWorkspaceService"/>, <see cref="IUpstreamCheck"/>, <see cref="IStandaloneAdministration"/> and
    /// <see cref="StandaloneSeed"/>. Needs the two stores and <see cref="Storage.OwnershipEpoch"/>; takes the <see cref="TimeProvider"/> that is there, else the
    /// system's.
    /// </summary>
    /// <exception cref="UpstreamConfigurationException">The options cannot work.</exception>
    public static IServiceCollection AddStandaloneUpstream(this IServiceCollection services, StandaloneOptions options)
    {
        options.Check();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(options)
            .AddSingleton<TokenGrants>()
            .AddSingleton<ITokenService, StandaloneTokenService>()
            .AddSingleton<IAdministratorRoles, StandaloneAdministratorRoles>()
            .AddSingleton<IUserDirectory, StandaloneUserDirectory>()
            .AddSingleton<IWorkspaceService, StandaloneWorkspaceService>()
            .AddSingleton<IUpstreamCheck, StandaloneCheck>()
            .AddSingleton<IStandaloneAdministration, StandaloneAdministration>()
            .AddSingleton<StandaloneSeed>();
    }
}
