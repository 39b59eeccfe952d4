using Microsoft.Extensions.DependencyInjection;

namespace SampleService.JsonRpc;

/// <summary>Registration of JSON-RPC.</summary>
public static class JsonRpcServiceCollectionExtensions
{
    /// <summary>
    /// Adds the dialects with the methods of all <see cref="IMethodGroup"/>s, and those that tell of methods. Needs a
    /// <see cref="ICallerTokens"/>, an <see cref="IErrorTranslator"/>, an <see cref="ICallLog"/>, <see cref="CompatibilityOptions"/>, a
    /// <see cref="ServiceInfo"/> and a <see cref="TimeProvider"/>.
    /// </summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="serviceName">What error messages call the service.</param>
    /// <param name="limits">What is admitted.</param>
    public static IServiceCollection AddSampleJsonRpc(this IServiceCollection services, string serviceName, RequestLimits limits)
    {
        services.AddSingleton(limits);
        services.AddSingleton<Admission>();
        services.AddSingleton<PlatformGate>();
        services.AddSingleton(provider => new DiscoveryDocuments(
            provider.GetRequiredService<MethodTable>, provider.GetRequiredService<ServiceInfo>(),
            provider.GetRequiredService<IErrorTranslator>().Catalogue, provider.GetServices<DoorRefusal>()));
        services.AddSingleton<IMethodGroup, DiscoveryMethods>();
        services.AddSingleton<IMethodGroup>(provider => new NodeDiscoveryMethods(
            provider.GetRequiredService<MethodTable>, provider.GetRequiredService<ServiceInfo>()));
        services.AddSingleton(provider => new MethodTable(
            provider.GetServices<IMethodGroup>().SelectMany(group => group.Methods), provider.GetRequiredService<CompatibilityOptions>().Strict));
        services.AddSingleton<Dispatcher>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<KBaseDialect>(provider, serviceName));
        services.AddSingleton<GatewayDialect>();
        services.AddSingleton<GatewayMessages>();
        services.AddSingleton<NodeDialect>();
        return services;
    }
}
