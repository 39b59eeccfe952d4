using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SampleService.Upstream.KBase;
using SampleService.Upstream.OpenIdConnect;
using SampleService.Upstream.Standalone;

namespace SampleService.Upstream;

/// <summary>
/// Registers one implementation of <see cref="ITokenService"/>, <see cref="IAdministratorRoles"/>, <see cref="IUserDirectory"/>,
/// <see cref="IWorkspaceService"/> and <see cref="IUpstreamCheck"/>. Both methods use the registered <see cref="TimeProvider"/>,
/// or the system's clock if there is none.
/// </summary>
public static class UpstreamServiceCollectionExtensions
{
    /// <summary>Users and data are those of the KBase auth and workspace services.</summary>
    /// <exception cref="UpstreamConfigurationException">The options cannot work.</exception>
    public static IServiceCollection AddKBaseUpstream(this IServiceCollection services, KBaseOptions options, KeptReadAdministrators? kept = null)
    {
        options.Check();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(options)
            .AddSingleton(kept ?? KeptReadAdministrators.None)
            .AddSingleton<KBaseAuthClient>()
            .AddSingleton<KBaseWorkspaceClient>()
            .AddSingleton<ITokenService, KBaseTokenService>()
            .AddSingleton<IAdministratorRoles, KBaseAdministratorRoles>()
            .AddSingleton<IUserDirectory, KBaseUserDirectory>()
            .AddSingleton<IWorkspaceService, KBaseWorkspaceService>()
            .AddSingleton<IUpstreamCheck, KBaseCheck>()
            .AddSingleton<IIdentityBinder, PrefixedUsers>();
    }

    /// <summary>
    /// Users and data are accounts and workspaces in our own database. Adds <see cref="IStandaloneAdministration"/> and
    /// <see cref="StandaloneSeed"/> as well. Needs <see cref="Storage.IAccountStore"/>, <see cref="Storage.IWorkspaceStore"/> and
    /// <see cref="Storage.OwnershipEpoch"/>.
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
            .AddSingleton<IIdentityBinder, BoundAccounts>()
            .AddSingleton<IStandaloneAdministration, StandaloneAdministration>()
            .AddSingleton<StandaloneSeed>();
    }

    /// <summary>
    /// Adds <see cref="IWebTokens"/>, which judges the JSON Web Tokens of OpenID Connect issuers and binds them to the users of the upstream
    /// that is registered too.
    /// </summary>
    public static IServiceCollection AddOpenIdConnect(this IServiceCollection services, OpenIdConnectOptions options) => services
        .AddSingleton(options)
        .AddSingleton<IWebTokens, WebTokens>();
}
