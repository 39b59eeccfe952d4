using System.Net.Http.Headers;
using SampleService.Api;
using SampleService.Storage;
using SampleService.Webhooks;

namespace SampleService.Server;

/// <summary>Registration of webhooks: their methods, and what sends to them.</summary>
internal static class WebhookComposition
{
    /// <summary>Adds them, if there are to be any. Needs stores, methods and <see cref="EventComposition.AddSampleEvents"/>.</summary>
    /// <exception cref="StartException">The setting of the allowed networks is wrong.</exception>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, WebhookOptions options)
    {
        var addresses = options.ReadAddresses();
        if (!options.Enabled)
            return services;
        services.AddSingleton(options.Limits);
        services.AddSingleton(addresses);
        services.AddWebhookMethods();
        services.AddSingleton<IHostResolver, SystemResolver>();
        services.AddSingleton<IWebhookEvents, WebhookEvents>();
        services.AddSingleton(provider => new WebhookDelivery(
            provider.GetRequiredService<IWebhookStore>(), provider.GetRequiredService<IWebhookEvents>(), provider.GetRequiredService<IHostResolver>(),
            addresses, new ProductInfoHeaderValue("SampleService", ServiceBuild.Version), TimeSpan.FromSeconds(options.TimeoutSeconds),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<WebhookDelivery>>()));
        return services.AddSingleton<IEventSender, WebhookSender>();
    }
}
