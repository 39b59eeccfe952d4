using System.Reflection;
using Microsoft.Extensions.Options;
using SampleService.JsonRpc;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>
/// All settings of the service, read once at the start. A key that is not known, or a value out of range, stops the
/// start with one line that names it.
/// </summary>
public sealed record Settings(
    StorageOptions Storage, UpstreamOptions Upstream, StandaloneServerOptions Standalone, RequestLimits Limits,
    BodyPaceOptions BodyPace, ConnectionLimits Connections, LinkLimitOptions LinkLimits, FindLimitOptions FindLimits,
    WriteLimitOptions WriteLimits, ValidationOptions Validation,
    MetricsOptions Metrics, TracingOptions Tracing, HealthOptions Health, ClusterMemberOptions Cluster,
    CompatibilityOptions Compatibility, ProxyOptions Proxy, GatewayOptions Gateway, NodeOptions Node,
    EventOptions Events, KafkaOptions Kafka, WebhookOptions Webhooks, ShutdownOptions Shutdown, SearchOptions Search,
    GroupFeatureOptions Groups)
{
    /// <summary>The sections of the configuration that are ours, and the classes that describe them.</summary>
    public static readonly IReadOnlyList<(string Section, Type[] Options)> Sections =
    [
        ("Storage", [typeof(StorageOptions)]),
        ("Upstream", [typeof(UpstreamOptions)]),
        ("Standalone", [typeof(StandaloneServerOptions)]),
        ("Limits", [typeof(RequestLimits), typeof(BodyPaceOptions), typeof(ConnectionLimits), typeof(LinkLimitOptions), typeof(FindLimitOptions), typeof(WriteLimitOptions)]),
        ("Validation", [typeof(ValidationOptions)]),
        ("Metrics", [typeof(MetricsOptions)]),
        ("Tracing", [typeof(TracingOptions)]),
        ("Health", [typeof(HealthOptions)]),
        ("Cluster", [typeof(ClusterMemberOptions)]),
        ("Compatibility", [typeof(CompatibilityOptions)]),
        ("Proxy", [typeof(ProxyOptions)]),
        ("Gateway", [typeof(GatewayOptions)]),
        ("Node", [typeof(NodeOptions)]),
        ("Events", [typeof(EventOptions)]),
        ("Events:Kafka", [typeof(KafkaOptions)]),
        ("Events:Webhooks", [typeof(WebhookOptions)]),
        ("Shutdown", [typeof(ShutdownOptions)]),
        ("Search", [typeof(SearchOptions)]),
        ("Groups", [typeof(GroupFeatureOptions)]),
    ];

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="StartException">Names the setting that is wrong.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        foreach (var (section, options) in Sections)
            SettingsBinder.RequireKnownKeys(configuration.GetSection(section), [.. Sections.Select(other => other.Section)], options);
        LoggingSettings.Check(configuration);
        var cluster = Bind<ClusterMemberOptions>(configuration, "Cluster");
        cluster.CompleteFrom(configuration.GetSection("Cluster"));
        var upstream = Bind<UpstreamOptions>(configuration, "Upstream");
        var gateway = Bind<GatewayOptions>(configuration, "Gateway");
        gateway.Check(upstream.EffectiveMode);
        var compatibility = upstream.EffectiveMode == UpstreamMode.KBase ? CompatibilityOptions.ForKBase() : new();
        return new Settings(
            Bind<StorageOptions>(configuration, "Storage"),
            upstream,
            Bind<StandaloneServerOptions>(configuration, "Standalone"),
            Bind<RequestLimits>(configuration, "Limits"),
            Bind<BodyPaceOptions>(configuration, "Limits"),
            Bind<ConnectionLimits>(configuration, "Limits"),
            Bind<LinkLimitOptions>(configuration, "Limits"),
            Bind<FindLimitOptions>(configuration, "Limits"),
            Bind<WriteLimitOptions>(configuration, "Limits"),
            Bind<ValidationOptions>(configuration, "Validation"),
            Bind<MetricsOptions>(configuration, "Metrics"),
            Bind<TracingOptions>(configuration, "Tracing"),
            Bind<HealthOptions>(configuration, "Health"),
            cluster,
            Bind(configuration, "Compatibility", compatibility),
            Bind<ProxyOptions>(configuration, "Proxy"),
            gateway,
            Bind<NodeOptions>(configuration, "Node"),
            Bind<EventOptions>(configuration, "Events"),
            Bind<KafkaOptions>(configuration, "Events:Kafka"),
            Bind<WebhookOptions>(configuration, "Events:Webhooks"),
            Bind<ShutdownOptions>(configuration, "Shutdown"),
            Bind<SearchOptions>(configuration, "Search"),
            Bind<GroupFeatureOptions>(configuration, "Groups"));
    }

    /// <summary>What was probably meant by a name that is no setting, as the beginning of a sentence; empty if nothing is near.</summary>
    /// <param name="name">As <c>Section:Key</c>, or a part of that.</param>
    /// <param name="others">Names beside those of the settings.</param>
    internal static string Suggest(string name, params IEnumerable<string> others)
    {
        var known = Sections.SelectMany(section => section.Options.SelectMany(KeysOf).Select(key => $"{section.Section.Replace(':', '.')}.{key.Name}")).Concat(others);
        // For names in parts that are joined by points the last part counts most.
        var near = NearNames.Find(name.Replace(':', '.'), known);
        return near.Count == 0 ? "" : $"did you mean {string.Join(" or ", near).Replace('.', ':')}? ";
    }

    /// <summary>The keys of a section: the settable properties of its classes.</summary>
    public static IEnumerable<PropertyInfo> KeysOf(Type options) => SettingsBinder.KeysOf(options);

    /// <summary>The same as they are written; an entry of a list has the number N.</summary>
    public static IEnumerable<string> NamesOf(Type options) => SettingsBinder.NamesOf(options);

    private static T Bind<T>(IConfiguration configuration, string section)
        where T : class, new() => Bind(configuration, section, new T());

    private static T Bind<T>(IConfiguration configuration, string section, T options)
        where T : class
    {
        SettingsBinder.Bind(configuration.GetSection(section), options);
        return options;
    }
}

/// <summary>Registers the settings.</summary>
internal static class SettingsServices
{
    /// <summary>Registers them as they are, and each class of options as <see cref="IOptions{T}"/> too.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services, Settings settings) => services
        .AddSingleton(settings)
        .AddSingleton(Options.Create(settings.Storage))
        .AddSingleton(Options.Create(settings.Upstream))
        .AddSingleton(Options.Create(settings.Standalone))
        .AddSingleton(Options.Create(settings.Limits))
        .AddSingleton(settings.BodyPace)
        .AddSingleton(settings.Connections)
        .AddSingleton(Options.Create(settings.LinkLimits))
        .AddSingleton(Options.Create(settings.Validation))
        .AddSingleton(Options.Create(settings.Metrics))
        .AddSingleton(Options.Create(settings.Tracing))
        .AddSingleton(Options.Create(settings.Health))
        .AddSingleton(Options.Create(settings.Cluster))
        .AddSingleton(settings.Compatibility)
        .AddSingleton(Options.Create(settings.Proxy))
        .AddSingleton(settings.Gateway)
        .AddSingleton(settings.Node)
        .AddSingleton(settings.Events)
        .AddSingleton(settings.Kafka)
        .AddSingleton(settings.Webhooks)
        .AddSingleton(settings.Shutdown)
        .AddSingleton(settings.Search);
}
