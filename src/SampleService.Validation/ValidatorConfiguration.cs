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

/// <summary>What was found when a validator configuration was read.</summary>
/// <param name="Validators">The validators; null when there is a fault.</param>
/// <param name="Faults">Everything that is wrong: faults of structure first, each kind in the order of the file. With one the service must not start.</param>
/// <param name="Warnings">What could not be checked, one line each.</param>
public sealed record ConfigurationReport(
    MetadataValidators? Validators, IReadOnlyList<ValidatorConfigurationException> Faults, IReadOnlyList<string> Warnings);

/// <summary>
/// The validator configuration can't be used, so the service must not start. The message is the text of section 8.2
/// of the wire contract, made for operators.
/// </summary>
/// <param name="message">The text.</param>
/// <param name="place">Where in the file, e.g. <c>validators.depth.validators[0]</c>; null if nowhere in particular.</param>
/// <param name="cause">What brought it about.</param>
public sealed class ValidatorConfigurationException(string message, string? place = null, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>Where in the file the fault is; null if nowhere in particular. The message does not repeat it.</summary>
    public string? Place { get; } = place;

    /// <summary>The file, or its address; null when the message has it.</summary>
    public string? File { get; internal set; }

    /// <summary>File, place and message in one line.</summary>
    public string Line
    {
        get
        {
            var line = string.Join(": ", new[] { File, Place, Message }.Where(part => part is not null)).ToCharArray();
            for (var i = 0; i < line.Length; i++)
                if (char.IsControl(line[i]))
                    line[i] = ' ';
            return new string(line);
        }
    }
}
