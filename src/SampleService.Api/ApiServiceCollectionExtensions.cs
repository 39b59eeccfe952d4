using Microsoft.Extensions.DependencyInjection;
using SampleService.JsonRpc;
using SampleService.Upstream;

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
        services.AddSingleton(provider => CheckBy(provider.GetRequiredService<ITokenService>()));
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

    private static TokenChecker CheckBy(ITokenService tokens)
    {
        return (token, cancellation) =>
        {
            var owner = tokens.FindOwnerAsync(token, cancellation);
            return owner.IsCompletedSuccessfully ? new(ToCheck(owner.Result)) : AwaitAsync(owner);
        };

        static async ValueTask<TokenCheck> AwaitAsync(ValueTask<TokenOwner> owner) => ToCheck(await owner);

        static TokenCheck ToCheck(TokenOwner owner) => new(owner.User?.Value, owner.Reason);
    }
}
