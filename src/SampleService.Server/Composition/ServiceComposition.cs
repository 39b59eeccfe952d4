using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OpenTelemetry.Metrics;
using SampleService.Api;
using SampleService.Domain;
using SampleService.Grains;
using SampleService.JsonRpc;
using SampleService.Storage;
using SampleService.Upstream;
using SampleService.Upstream.KBase;
using SampleService.Validation;

namespace SampleService.Server;

/// <summary>Puts the service together. The order in which things can fail is the order in which an operator wants to hear of them.</summary>
internal static class ServiceComposition
{
    /// <summary>The service, ready to open its doors: settings checked, validators loaded, nothing opened or made.</summary>
    /// <param name="builder">Takes the services.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="metrics">What the process measures.</param>
    public static async Task<WebApplication> BuildAsync(WebApplicationBuilder builder, Settings settings, MeterProvider metrics)
    {
        var addresses = ListenAddresses.Read(builder.Configuration);
        var deployment = UpstreamComposition.ReadDeployment(settings.Upstream);
        addresses.RequireAvailable();
        MetricsListener.RequireAvailable(settings.Metrics);
        _ = NodeSocketPath.Find(settings.Node, settings.Storage);
        var proxies = new TrustedProxies(settings.Proxy.ReadTrusted());
        var distrustsAddresses = deployment?.DistrustForwardedFor ?? false;

        ConfigureServer(builder, addresses);
        builder.Logging.AddServiceLog(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSettings(settings);
        services.AddSingleton(addresses);
        services.AddSingleton(proxies);
        await services.AddValidationAsync(settings, deployment, builder.Configuration);
        services.AddSingleton(new ReadExemptUsers(
            UserSet.Of((deployment?.ReadExemptUsers ?? []).Select(name => new UserName(name)))));
        services.AddStorage(settings);
        services.AddSampleGrains(settings.Compatibility.NumberForm);
        services.AddSingleton(FindLimits.Default with
        {
            MaxExamined = settings.FindLimits.ExaminedPerCall,
            MaxPageBytes = settings.FindLimits.PageBytes,
            // Those who read single samples from a SQLite file must not stand behind those who search.
            MaxRunning = settings.Storage.Provider == StorageProvider.Sqlite ? Math.Max(1, Environment.ProcessorCount / 2) : FindLimits.Default.MaxRunning,
        });
        // The reference lists methods in this order.
        var hasGroups = settings.Groups.AreEnabled(isStandalone: deployment is null);
        services.AddSampleApi(new GroupOptions(hasGroups));
        services.AddWebhooks(settings.Webhooks);
        services.AddUpstream(settings, deployment);
        services.AddOpenIdConnect(settings.Gateway.OpenIdConnect);
        builder.AddGrainHost(settings);
        services.AddSingleton(provider => DescribeService(
            provider.GetRequiredService<Admission>().Limits, settings.LinkLimits, settings.FindLimits, settings.WriteLimits,
            ["find", "events", "apply", "export", "templates", .. hasGroups ? ["groups"] : Array.Empty<string>(), .. deployment is null ? ["standalone"] : Array.Empty<string>()]));
        services.AddSampleJsonRpc("SampleService", settings.Limits);
        // What is left of the headers behind trusted proxies is what callers wrote.
        services.AddKBaseDoor(distrustsAddresses || proxies.Networks.Count > 0);
        services.AddGatewayDoor();
        services.AddHostedService<PlatformStateWatch>();
        services.AddSampleEvents();
        services.AddKafka(settings.Kafka, deployment);
        services.AddHostedService<SearchIndexing>();
        services.AddHostedService<ErasedSampleWatch>();
        ServiceStart.AddTo(services);
        services.AddConnectionDrain(settings.Shutdown);
        builder.AddNodeDoor(settings, metrics);
        services.AddSampleHealth();

        var app = builder.Build();
        try
        {
            _ = app.Services.GetRequiredService<ConnectionLimiter>();
            app.MapSampleHealth();
            app.UseTrustedProxies(proxies, distrustsAddresses);
            app.UseGatewayDoor();
            app.UseKBaseDoor();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The places settings come from: appsettings.json beside the program, wherever it is started from, and so on.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args) => WebApplication.CreateSlimBuilder(
        new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

    /// <summary>What <c>rpc.discover</c> tells beside the methods.</summary>
    private static ServiceInfo DescribeService(
        RequestLimits limits, LinkLimitOptions linkLimits, FindLimitOptions findLimits, WriteLimitOptions writeLimits, string[] features) => new(
        "SampleService",
        ServiceBuild.Version,
        LimitsOf(limits).Concat(LimitsOf(linkLimits)).Concat(LimitsOf(findLimits)).Concat(LimitsOf(writeLimits)).ToDictionary(),
        features);

    private static IEnumerable<KeyValuePair<string, long>> LimitsOf(object options) =>
        from property in Settings.KeysOf(options.GetType())
        where property.PropertyType == typeof(int) || property.PropertyType == typeof(long)
        select KeyValuePair.Create($"Limits:{property.Name}", Convert.ToInt64(property.GetValue(options), CultureInfo.InvariantCulture));

    private static void ConfigureServer(WebApplicationBuilder builder, ListenAddresses addresses)
    {
        if (addresses.IsDefault)
            builder.WebHost.UseUrls(ListenAddresses.Default);
        builder.WebHost.UseKestrelHttpsConfiguration();
        var isProtocolGiven = builder.Configuration["Kestrel:EndpointDefaults:Protocols"] is not null;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Any byte may stand in a header that means nothing to the service.
            kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
            // The contract has its own answer to bodies that are too large.
            kestrel.Limits.MaxRequestBodySize = null;
            // Whoever is slower than this holds on to memory that others need. Bodies are watched more closely by BodyPace.
            var slowest = new MinDataRate(bytesPerSecond: 4096, gracePeriod: TimeSpan.FromSeconds(10));
            kestrel.Limits.RequestHeadersTimeout = slowest.GracePeriod;
            kestrel.Limits.MinRequestBodyDataRate = slowest;
            kestrel.Limits.MinResponseDataRate = slowest;
            kestrel.ConfigureEndpointDefaults(endpoint =>
            {
                // No caller speaks HTTP/2, and its streams and resets cost more than a connection that is counted.
                if (!isProtocolGiven)
                    endpoint.Protocols = HttpProtocols.Http1;
                endpoint.Use(kestrel.ApplicationServices.GetRequiredService<ConnectionLimiter>().Limit);
                endpoint.Use(kestrel.ApplicationServices.GetRequiredService<ConnectionDrain>().Keep);
            });
        });
    }
}
