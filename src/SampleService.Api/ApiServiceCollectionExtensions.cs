using Microsoft.Extensions.DependencyInjection;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Registration of the methods.</summary>
public static class ApiServiceCollectionExtensions
{
    /// <summary>
    /// Adds the methods of the service. Needs grains, upstream services, <see cref="Validation.MetadataValidators"/>,
    /// <see cref="ReadExemptUsers"/> and a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddSampleApi(this IServiceCollection services)
    {
        services.AddSingleton<GrainCalls>();
        services.AddSingleton<Administration>();
        services.AddSingleton<WorkspaceAccess>();
        services.AddSingleton<LinkListing>();
        services.AddSingleton<ICallerTokens, CallerTokens>();
        services.AddSingleton<IErrorTranslator, KBaseErrorTranslator>();
        services.AddSingleton<IMethodGroup, SampleMethods>();
        services.AddSingleton<IMethodGroup, AclMethods>();
        services.AddSingleton<IMethodGroup, LinkMethods>();
        services.AddSingleton<IMethodGroup, LinkQueryMethods>();
        services.AddSingleton<IMethodGroup, MetadataMethods>();
        services.AddSingleton<IMethodGroup, StatusMethods>();
        services.AddSingleton<IMethodGroup, ServiceWizardMethods>();
        return services;
    }

    /// <summary>
    /// Adds the methods that administer a stand-alone deployment. Needs
    /// <see cref="Upstream.Standalone.IStandaloneAdministration"/> and <see cref="StandaloneAccess"/>.
    /// </summary>
    public static IServiceCollection AddStandaloneMethods(this IServiceCollection services) => services
        .AddSingleton<StandaloneMethods>()
        .AddSingleton<IMethodGroup, AccountMethods>()
        .AddSingleton<IMethodGroup, WorkspaceMethods>();
}
