using System.Text;
using SampleService.Json;

namespace SampleService.Validation.Tests;

/// <summary>Configurations and metadata written down in a test.</summary>
internal static class Texts
{
    public const string Module = "SampleService.core.validator.builtin";

    public const string Noop = "{module: SampleService.core.validator.builtin, callable_builder: noop}";

    /// <summary>The validators of a configuration in memory, read like a file.</summary>
    public static MetadataValidators Load(string yaml, ValidatorCatalogue? catalogue = null)
    {
        var report = Inspect(yaml, catalogue);
        return report.Validators ?? throw report.Faults[0];
    }

    /// <summary>The same with all faults. Completes synchronously unless there are remote validators.</summary>
    public static ConfigurationReport Inspect(string yaml, ValidatorCatalogue? catalogue = null) =>
        ValidatorConfiguration.ReadAsync(yaml, catalogue ?? new ValidatorCatalogue(), default).GetAwaiter().GetResult();

    /// <summary>A configuration of one key with one built-in validator.</summary>
    public static string Key(string key, string builder, string parameters = "{}") =>
        $"validators: {{{key}: {{validators: [{{module: {Module}, callable_builder: {builder}, parameters: {parameters}}}]}}}}";

    /// <summary>The finding of a built-in validator as <c>subkey|message</c>; null when there is none.</summary>
    public static async Task<string?> FindAsync(string builder, string parameters, string values)
    {
        var findings = await Load(Key("k", builder, parameters)).FindAsync($"{{\"k\": {values}}}");
        return findings.Count == 0 ? null : $"{Assert.Single(findings).Subkey}|{findings[0].DevMessage["Key k: ".Length..]}";
    }

    /// <summary>The reason for which a built-in validator refuses its parameters.</summary>
    public static string Refusal(string builder, string parameters)
    {
        var message = Assert.Throws<ValidatorConfigurationException>(() => Load(Key("k", builder, parameters))).Message;
        const string start = "Metadata validator callable build #0 failed for key k: ";
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        return message[start.Length..];
    }

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
        await validators.ValidateAsync([text.Root], stopAtFirst, (_, finding) => findings.Add(finding), CancellationToken.None);
        return findings;
    }

    public static string? StaticMetadata(this MetadataValidators validators, string key) =>
        validators.TryGetStaticMetadata(key, out var json) ? Encoding.ASCII.GetString(json.Span) : null;

    public static string? PrefixStaticMetadata(this MetadataValidators validators, string prefix) =>
        validators.TryGetPrefixStaticMetadata(prefix, out var json) ? Encoding.ASCII.GetString(json.Span) : null;
}
