using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace SampleService.Server;

/// <summary>
/// A web server of its own for <c>GET /metrics</c> and the health paths. It is up before the service takes calls, and still up
/// while the service ends those under way, which a second address of the service's own server would not be.
/// </summary>
internal sealed partial class MetricsListener : IHttpApplication<HttpContext>, IAsyncDisposable
{
    /// <summary>Where the metrics are.</summary>
    public const string PagePath = "/metrics";

    private readonly RequestDelegate _pipeline;
    private readonly KestrelServer _server;

    private MetricsListener(MeterProvider metrics, IServiceProvider services)
    {
        _pipeline = BuildPipeline(metrics, services);
        var logging = services.GetRequiredService<ILoggerFactory>();
        _server = new KestrelServer(
            Options.Create(new KestrelServerOptions { AddServerHeader = false, ApplicationServices = services }),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logging),
            logging);
    }

    /// <summary>The addresses it listens on.</summary>
    public IEnumerable<string> Addresses => _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    /// <summary>Finds out early that an address which the settings name cannot be had.</summary>
    /// <exception cref="StartException">It cannot listen there.</exception>
    public static void RequireAvailable(MetricsOptions options)
    {
        if (options.Urls is not { Length: > 0 } urls)
            return;
        try
        {
            if (AddressCheck.FindUnavailable(Split(urls).Select(BindingAddress.Parse)) is { } unavailable)
                throw CannotListen(urls, unavailable.Reason);
        }
        catch (FormatException e)
        {
            throw CannotListen(urls, e.Message);
        }
    }

    /// <summary>Starts it; null if it is turned off, or if the default address is in use.</summary>
    /// <exception cref="StartException">It cannot listen on the address that the settings name.</exception>
    public static async Task<MetricsListener?> StartAsync(MetricsOptions options, MeterProvider metrics, IServiceProvider services)
    {
        if (!options.IsEnabled)
            return null;
        var listener = new MetricsListener(metrics, services);
        var addresses = listener._server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        foreach (var url in Split(options.Urls ?? MetricsOptions.DefaultUrl))
            addresses.Add(url);
        try
        {
            if (addresses.FirstOrDefault(url => !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) is { } wrong)
                throw new FormatException($"'{wrong}' is not an address like {MetricsOptions.DefaultUrl}");
            await listener._server.StartAsync(listener, CancellationToken.None);
            return listener;
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException or FormatException or ArgumentException)
        {
            listener._server.Dispose();
            if (options.Urls is not null)
                throw CannotListen(options.Urls, e.Message.Split('\n')[0]);
            NotListening(services.GetRequiredService<ILogger<MetricsListener>>(), MetricsOptions.DefaultUrl);
            return null;
        }
    }

    /// <summary>Answers requests for the metrics.</summary>
    public static void MapPage(IApplicationBuilder app, MeterProvider metrics) => app.UseOpenTelemetryPrometheusScrapingEndpoint(
        metrics, predicate: IsScrape, path: null, configureBranchedPipeline: UseClassicText, optionsName: null);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => _pipeline(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // A context has no resources of its own.
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _server.StopAsync(limit.Token);
        _server.Dispose();
    }

    private static string[] Split(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static StartException CannotListen(string urls, string reason) =>
        new($"Metrics:Urls = '{urls}': it cannot listen there: {reason}");

    private static RequestDelegate BuildPipeline(MeterProvider metrics, IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.MapSampleHealth();
        MapPage(app, metrics);
        return app.Build();
    }

    private static bool IsScrape(HttpContext http) => http.Request.Path == PagePath && HttpMethods.IsGet(http.Request.Method);

    /// <summary>Answers every scraper in text format 0.0.4: without an Accept header the exporter negotiates nothing newer.</summary>
    private static void UseClassicText(IApplicationBuilder scrape) => scrape.Use(static (http, next) =>
    {
        http.Request.Headers.Remove("Accept");
        return next(http);
    });

    [LoggerMessage(1110, LogLevel.Warning, "There are no metrics: {Address} cannot be had; Metrics:Urls chooses another, or none when it is empty")]
    private static partial void NotListening(ILogger log, string address);
}
