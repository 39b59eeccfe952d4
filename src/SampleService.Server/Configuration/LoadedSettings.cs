using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using SampleService.Api;

namespace SampleService.Server;

/// <summary>All settings as they were loaded, with where each came from, for people to look at: without secrets.</summary>
/// <param name="configuration">What was given.</param>
/// <param name="settings">What came of it.</param>
internal sealed partial class LoadedSettings(IConfigurationRoot configuration, Settings settings)
{
    private const string Secret = "***";
    private const string Default = "default";

    /// <summary>Sections and keys of .NET that the service heeds.</summary>
    private static readonly string[] OfDotNet = ["urls", "http_ports", "https_ports", "environment", "AllowedHosts", "Kestrel", "Logging"];

    /// <summary>Variables that are no settings, but are read as such.</summary>
    private static readonly string[] Variables = ["KB_DEPLOYMENT_CONFIG", "KB_SERVICE_NAME"];

    /// <summary>Lists them: those of the service with their defaults, of .NET's those that were given.</summary>
    public IReadOnlyList<NodeSetting> Read()
    {
        var own = OwnSettings().ToList();
        var known = own.Select(setting => setting.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var given = Settings.Sections.Select(section => section.Section).Where(section => !section.Contains(':')).Concat(OfDotNet)
            .SelectMany(section => LeavesOf(configuration.GetSection(section)))
            .Where(leaf => !known.Contains(leaf.Path))
            .Select(leaf => Describe(leaf.Path, leaf.Value));
        var variables = Variables.Where(name => configuration[name] is not null).Select(name => Describe(name, configuration[name]));
        return [.. own, .. given, .. variables];
    }

    private IEnumerable<NodeSetting> OwnSettings() =>
        from section in Settings.Sections
        from type in section.Options
        let options = typeof(Settings).GetProperties().Where(p => p.PropertyType == type).Select(p => p.GetValue(settings)).First()
        from key in Settings.KeysOf(type)
        let name = $"{section.Section}:{key.Name}"
        // Of a list each entry is listed by its number, as it was given.
        where !configuration.GetSection(name).GetChildren().Any()
        select Describe(name, TextOf(key.GetValue(options)));

    private NodeSetting Describe(string key, string? value) => new(key, Redact(key, value), SourceOf(key));

    private static string? TextOf(object? value) => value switch
    {
        null or (IEnumerable and not string) => null,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static IEnumerable<IConfigurationSection> LeavesOf(IConfigurationSection section) =>
        (section.Value is null ? [] : new[] { section }).Concat(section.GetChildren().SelectMany(LeavesOf));

    /// <summary>The last source that has a key is the one that counts.</summary>
    private string SourceOf(string key) => configuration.Providers.LastOrDefault(provider => provider.TryGet(key, out _)) switch
    {
        null => Default,
        FileConfigurationProvider file => file.Source.Path ?? "file",
        EnvironmentVariablesConfigurationProvider => "environment",
        CommandLineConfigurationProvider => "command line",
        LogLevelOverrides => "Node.set_log_level",
        _ => "program",
    };

    /// <summary>An address may have a password before its host, and a key in its query.</summary>
    private static string? Redact(string key, string? value) =>
        string.IsNullOrEmpty(value) ? value
        : SecretName().IsMatch(key) ? Secret
        : Query().Replace(UserInfo().Replace(value, Secret), $"?{Secret}");

    [GeneratedRegex("password|secret|token|credential|connectionstring|apikey|pwd", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(?<=://)[^/?#@\s]*(?=@)")]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"(?<=://[^?\s;]*)\?[^;\s]*")]
    private static partial Regex Query();
}
