using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// All settings of the service, read once at the start. A key that is not known, or a value out of range, stops the
/// start with one line that names it.
/// </summary>
public sealed record Settings(
    StorageOptions Storage, UpstreamOptions Upstream, StandaloneServerOptions Standalone, RequestLimits Limits,
    BodyPaceOptions BodyPace, ConnectionLimits Connections, LinkLimitOptions LinkLimits, ValidationOptions Validation,
    MetricsOptions Metrics, TracingOptions Tracing, HealthOptions Health, ClusterMemberOptions Cluster,
    CompatibilityOptions Compatibility, ProxyOptions Proxy)
{
    /// <summary>The sections of the configuration that are ours, and the classes that describe them.</summary>
    public static readonly IReadOnlyList<(string Section, Type[] Options)> Sections =
    [
        ("Storage", [typeof(StorageOptions)]),
        ("Upstream", [typeof(UpstreamOptions)]),
        ("Standalone", [typeof(StandaloneServerOptions)]),
        ("Limits", [typeof(RequestLimits), typeof(BodyPaceOptions), typeof(ConnectionLimits), typeof(LinkLimitOptions)]),
        ("Validation", [typeof(ValidationOptions)]),
        ("Metrics", [typeof(MetricsOptions)]),
        ("Tracing", [typeof(TracingOptions)]),
        ("Health", [typeof(HealthOptions)]),
        ("Cluster", [typeof(ClusterMemberOptions)]),
        ("Compatibility", [typeof(CompatibilityOptions)]),
        ("Proxy", [typeof(ProxyOptions)]),
    ];

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="StartException">Names the setting that is wrong.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        foreach (var (section, options) in Sections)
            RequireKnownKeys(configuration.GetSection(section), options);
        LoggingSettings.Check(configuration);
        var cluster = Bind<ClusterMemberOptions>(configuration, "Cluster");
        cluster.CompleteFrom(configuration.GetSection("Cluster"));
        var upstream = Bind<UpstreamOptions>(configuration, "Upstream");
        var compatibility = upstream.EffectiveMode == UpstreamMode.KBase ? CompatibilityOptions.ForKBase() : new();
        return new Settings(
            Bind<StorageOptions>(configuration, "Storage"),
            upstream,
            Bind<StandaloneServerOptions>(configuration, "Standalone"),
            Bind<RequestLimits>(configuration, "Limits"),
            Bind<BodyPaceOptions>(configuration, "Limits"),
            Bind<ConnectionLimits>(configuration, "Limits"),
            Bind<LinkLimitOptions>(configuration, "Limits"),
            Bind<ValidationOptions>(configuration, "Validation"),
            Bind<MetricsOptions>(configuration, "Metrics"),
            Bind<TracingOptions>(configuration, "Tracing"),
            Bind<HealthOptions>(configuration, "Health"),
            cluster,
            Bind(configuration, "Compatibility", compatibility),
            Bind<ProxyOptions>(configuration, "Proxy"));
    }

    /// <summary>The keys of a section: the settable properties of its classes.</summary>
    public static IEnumerable<PropertyInfo> KeysOf(Type options) => options.GetProperties().Where(p => p.CanWrite);

    private static void RequireKnownKeys(IConfigurationSection section, Type[] options)
    {
        var known = options.SelectMany(KeysOf).Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            // Settings are plain values. A key below one would silently have no effect.
            var unknown = known.Contains(child.Key) ? child.GetChildren().FirstOrDefault() : child;
            if (unknown is not null)
                throw new StartException(
                    $"{unknown.Path} is not a setting of this service; section {section.Key} has {string.Join(", ", known)}");
        }
    }

    private static T Bind<T>(IConfiguration configuration, string section)
        where T : class, new() => Bind(configuration, section, new T());

    private static T Bind<T>(IConfiguration configuration, string section, T options)
        where T : class
    {
        foreach (var property in KeysOf(typeof(T)))
        {
            // The binder of .NET would report a value it cannot convert with more than its key.
            var key = $"{section}:{property.Name}";
            if (configuration[key] is not { } text)
                continue;
            property.SetValue(options, Convert(key, text, property.PropertyType));
            var results = new List<ValidationResult>();
            if (!Validator.TryValidateProperty(
                    property.GetValue(options), new ValidationContext(options) { MemberName = property.Name, DisplayName = key }, results))
                throw new StartException($"{key} = '{text}': {results[0].ErrorMessage}");
        }

        return options;
    }

    private static object Convert(string key, string text, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var converter = System.ComponentModel.TypeDescriptor.GetConverter(type);
        try
        {
            var value = converter.ConvertFromInvariantString(text)!;
            // The converter takes any number for a value of an enumeration.
            if (!type.IsEnum || Enum.IsDefined(type, value))
                return value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            // Reported below, like a number that is no value of the enumeration.
        }

        throw new StartException($"{key} = '{text}' is not {Describe(type)}");
    }

    private static string Describe(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(bool) ? "true or false"
        : "a number";
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
        .AddSingleton(Options.Create(settings.Proxy));
}
