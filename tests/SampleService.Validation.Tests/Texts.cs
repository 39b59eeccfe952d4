using System.Text;
using SampleService.Json;

namespace SampleService.Validation.Tests;

/// <summary>Configurations and metadata written down in a test.</summary>
internal static class Texts
{
    public const string Module = "SampleService.core.validator.builtin";

    public const string Noop = "{module: SampleService.core.validator.builtin, callable_builder: noop}";

    /// <summary>What a configuration in memory makes; the text goes the way of a file without the file.</summary>
    public static MetadataValidators Load(string yaml) =>
        ConfigurationBuilder.Build(ConfigurationStructure.Read(YamlComposer.Compose(yaml)));

    public static string Json(string yaml)
    {
        using var output = new JsonOutput();
        YamlJson.Write(output, YamlComposer.Compose(yaml));
        return Encoding.ASCII.GetString(output.ToArray());
    }

    public static async Task<List<MetadataFinding>> FindAsync(
        this MetadataValidators validators, string controlled, bool stopAtFirst = false)
    {
        using var text = JsonText.Parse(Encoding.UTF8.GetBytes(controlled));
        List<MetadataFinding> findings = [];
        await validators.ValidateAsync(text.Root, stopAtFirst, findings, CancellationToken.None);
        return findings;
    }

    public static string? StaticMetadata(this MetadataValidators validators, string key) =>
        validators.TryGetStaticMetadata(key, out var json) ? Encoding.ASCII.GetString(json.Span) : null;

    public static string? PrefixStaticMetadata(this MetadataValidators validators, string prefix) =>
        validators.TryGetPrefixStaticMetadata(prefix, out var json) ? Encoding.ASCII.GetString(json.Span) : null;
}
