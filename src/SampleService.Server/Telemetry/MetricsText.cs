using OpenTelemetry.Metrics;

namespace SampleService.Server;

/// <summary>What the process measures, as the listener for metrics shows it, without HTTP.</summary>
internal sealed class MetricsText
{
    private readonly RequestDelegate? _page;

    /// <param name="options">Whether there are metrics.</param>
    /// <param name="metrics">What is measured.</param>
    /// <param name="services">What the exporter needs.</param>
    public MetricsText(MetricsOptions options, MeterProvider metrics, IServiceProvider services)
    {
        if (!options.IsEnabled)
            return;
        var app = new ApplicationBuilder(services);
        MetricsListener.MapPage(app, metrics);
        _page = app.Build();
    }

    /// <summary>The text format of Prometheus; null where metrics are turned off.</summary>
    public async Task<string?> RenderAsync()
    {
        if (_page is null)
            return null;
        using var body = new MemoryStream();
        var http = new DefaultHttpContext();
        http.Request.Method = HttpMethods.Get;
        http.Request.Path = MetricsListener.PagePath;
        http.Response.Body = body;
        await _page(http);
        return System.Text.Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }
}
