using OpenTelemetry.Metrics;
using SampleService.Api;

namespace SampleService.Server;

/// <summary>Registration of the Unix socket.</summary>
internal static class NodeDoorExtensions
{
    /// <summary>Adds the door and its methods. It is started after what was registered before it, and stopped before that.</summary>
    /// <param name="builder">Where to add it.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="metrics">What <c>Node.metrics</c> shows.</param>
    public static void AddNodeDoor(this WebApplicationBuilder builder, Settings settings, MeterProvider metrics)
    {
        var levels = new LogLevelOverrides(builder.Configuration);
        ((IConfigurationBuilder)builder.Configuration).Add(levels);
        builder.Services
            .AddSingleton(levels)
            .AddSingleton(new LoadedSettings(builder.Configuration, settings))
            .AddSingleton(services => new MetricsText(settings.Metrics, metrics, services))
            .AddSingleton<NodeConnections>()
            .AddSingleton<INodeHost, NodeHost>()
            .AddNodeMethods()
            .AddSingleton<NodeDoorParts>()
            .AddHostedService<NodeDoor>();
    }
}
