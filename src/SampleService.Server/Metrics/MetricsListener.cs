using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace SampleService.Server;

/// <summary>
/// A listener of its own for <c>GET /metrics</c>, and for the health paths: it is there before the service takes calls, and still
/// there while it ends those under way.
/// </summary>
internal sealed partial class MetricsListener : IHttpApplication<HttpContext>, IAsyncDisposable
{
    public const string Default = "http://127.0.0.1:9464";

    private readonly MetricsCollector _metrics;
    private readonly HealthDoor _health;
    private readonly KestrelServer _server;

    private MetricsListener(MetricsCollector metrics, IServiceProvider services)
    {
        _metrics = metrics;
        _health = services.GetRequiredService<HealthDoor>();
        var logging = services.GetRequiredService<ILoggerFactory>();
        _server = new KestrelServer(
            Options.Create(new KestrelServerOptions { AddServerHeader = false, ApplicationServices = services }),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logging),
            logging);
    }

    /// <summary>Where it listens.</summary>
    public IEnumerable<string> Addresses => _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    /// <summary>Starts it; null if it is not wanted, or its address was not chosen by anybody and is taken.</summary>
    /// <exception cref="StartException">The address that was chosen cannot be had.</exception>
    public static async Task<MetricsListener?> StartAsync(string? urls, MetricsCollector? metrics, IServiceProvider services)
    {
        if (metrics is null)
            return null;
        var listener = new MetricsListener(metrics, services);
        var addresses = listener._server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        foreach (var url in (urls ?? Default).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            addresses.Add(url);
        try
        {
            if (addresses.FirstOrDefault(url => !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) is { } wrong)
                throw new FormatException($"'{wrong}' is not an address like {Default}");
            await listener._server.StartAsync(listener, CancellationToken.None);
            return listener;
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or InvalidOperationException or FormatException or ArgumentException)
        {
            listener._server.Dispose();
            if (urls is not null)
                throw new StartException($"Metrics:Urls = '{urls}': it cannot listen there: {e.Message.Split('\n')[0]}");
            NotListening(services.GetRequiredService<ILogger<MetricsListener>>(), Default);
            return null;
        }
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context)
    {
        if (HealthDoor.Takes(context.Request))
            return _health.HandleAsync(context);
        if (context.Request.Path == "/metrics" && HttpMethods.IsGet(context.Request.Method))
            return WriteAsync(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing was kept for it.
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _server.StopAsync(limit.Token);
        _server.Dispose();
    }

    private Task WriteAsync(HttpContext context)
    {
        var body = Encoding.UTF8.GetBytes(PrometheusText.Write(_metrics.Collect()));
        context.Response.ContentType = PrometheusText.ContentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    [LoggerMessage(1110, LogLevel.Warning, "There are no metrics: {Address} cannot be had; Metrics:Urls chooses another, or none when it is empty")]
    private static partial void NotListening(ILogger log, string address);
}
