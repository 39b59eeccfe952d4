namespace SampleService.Validation;

/// <summary>
/// Reads the validator configuration (section 8.1 of the wire contract): a YAML file, which a JSON file is as well.
/// Scalars mean what they mean in YAML 1.1.
/// </summary>
public static class ValidatorConfiguration
{
    /// <summary>
    /// Reads, checks and builds the configuration: at most 16 MB within 30 seconds; redirects are not followed.
    /// </summary>
    /// <param name="url">A <c>file:</c>, <c>https:</c> or <c>http:</c> address.</param>
    /// <param name="catalogue">The validators it can name; null for those that are built in.</param>
    /// <param name="allowInsecureHttp">Whether <c>http:</c> may name other hosts than a loopback address.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ValidatorConfigurationException">It can't be read, or something in it is wrong: the first fault.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<ConfigurationReport> LoadAsync(
        Uri url, ValidatorCatalogue? catalogue = null, bool allowInsecureHttp = false, CancellationToken cancellation = default)
    {
        var report = await InspectAsync(url, catalogue, allowInsecureHttp, SourceLimits.Default, cancellation);
        return report.Faults.Count == 0 ? report : throw report.Faults[0];
    }

    /// <summary>The same, and all faults are in the report.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static Task<ConfigurationReport> InspectAsync(
        Uri url, ValidatorCatalogue? catalogue = null, bool allowInsecureHttp = false, CancellationToken cancellation = default) =>
        InspectAsync(url, catalogue, allowInsecureHttp, SourceLimits.Default, cancellation);

    internal static async Task<ConfigurationReport> InspectAsync(
        Uri url, ValidatorCatalogue? catalogue, bool allowInsecureHttp, SourceLimits limits, CancellationToken cancellation)
    {
        var file = ConfigurationSource.Display(url);
        try
        {
            var text = await ConfigurationSource.ReadAsync(url, allowInsecureHttp, limits, cancellation);
            var report = await ReadAsync(text, catalogue ?? new ValidatorCatalogue(), cancellation);
            foreach (var fault in report.Faults)
                fault.File = file;
            return report;
        }
        catch (UnreadableConfigurationException e)
        {
            return new(
                null, [new($"Failed to open validator configuration file at {file}: {e.Message}", cause: e)], []);
        }
    }

    /// <exception cref="UnreadableConfigurationException">It is not YAML that can be taken.</exception>
    internal static async Task<ConfigurationReport> ReadAsync(
        string text, ValidatorCatalogue catalogue, CancellationToken cancellation)
    {
        List<ValidatorConfigurationException> faults = [];
        var configuration = ConfigurationStructure.Read(YamlComposer.Compose(text), faults);
        var builder = new ConfigurationBuilder(catalogue, faults);
        var keys = builder.BuildKeys(configuration);
        var prefixes = builder.BuildPrefixes(configuration);
        await builder.CheckAsync(cancellation);
        return new(faults.Count == 0 ? new MetadataValidators(keys, prefixes, catalogue.Limits) : null, faults, builder.Warnings);
    }
}
