namespace SampleService.Validation;

/// <summary>
/// Reads the validator configuration (docs/validators.md), a YAML 1.1 or JSON file.
/// </summary>
public static class ValidatorConfiguration
{
    /// <summary>
    /// Reads, checks and builds the configuration: at most 16 MB within 30 seconds, without following redirects.
    /// </summary>
    /// <param name="url">A <c>file:</c>, <c>https:</c> or <c>http:</c> address.</param>
    /// <param name="catalogue">The validators that it can name; null for the built-in ones.</param>
    /// <param name="allowInsecureHttp">Whether <c>http:</c> is allowed to other than loopback addresses.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="ValidatorConfigurationException">The first fault, if there is one.</exception>
    public static async Task<ConfigurationReport> LoadAsync(
        Uri url, ValidatorCatalogue? catalogue = null, bool allowInsecureHttp = false, CancellationToken cancellation = default)
    {
        var report = await InspectAsync(url, catalogue, allowInsecureHttp, SourceLimits.Default, cancellation);
        return report.Faults.Count == 0 ? report : throw report.Faults[0];
    }

    /// <summary>The same, but all faults are returned in the report.</summary>
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

    /// <summary>Checks and builds a configuration that was loaded before, maybe with another catalogue.</summary>
    /// <param name="configuration">Its canonical JSON: <see cref="MetadataValidators.Configuration"/>.</param>
    /// <param name="catalogue">The validators that it can name.</param>
    /// <param name="cancellation">Cancels the checks.</param>
    public static Task<ConfigurationReport> RestoreAsync(ReadOnlyMemory<byte> configuration, ValidatorCatalogue catalogue, CancellationToken cancellation) =>
        ReadAsync(ConfigurationText.Read(configuration), catalogue, cancellation);

    /// <exception cref="UnreadableConfigurationException">The text is not YAML that we accept.</exception>
    internal static Task<ConfigurationReport> ReadAsync(string text, ValidatorCatalogue catalogue, CancellationToken cancellation) =>
        ReadAsync(YamlComposer.Compose(text), catalogue, cancellation);

    private static async Task<ConfigurationReport> ReadAsync(YamlNode root, ValidatorCatalogue catalogue, CancellationToken cancellation)
    {
        List<ValidatorConfigurationException> faults = [];
        var configuration = ConfigurationStructure.Read(root, faults);
        var builder = new ConfigurationBuilder(catalogue, faults);
        var keys = builder.BuildKeys(configuration);
        var prefixes = builder.BuildPrefixes(configuration);
        await builder.CheckAsync(cancellation);
        var validators = faults.Count == 0 ? new MetadataValidators(keys, prefixes, catalogue.Limits, ConfigurationText.Write(root)) : null;
        return new(validators, faults, builder.Warnings);
    }
}

/// <summary>The result of reading a validator configuration.</summary>
/// <param name="Validators">Null when there are faults.</param>
/// <param name="Faults">All faults: first those of structure, then the others, both in the order of the file. The service must not start with a fault.</param>
/// <param name="Warnings">Checks that could not be made, one line each.</param>
public sealed record ConfigurationReport(
    MetadataValidators? Validators, IReadOnlyList<ValidatorConfigurationException> Faults, IReadOnlyList<string> Warnings);

/// <summary>
/// The validator configuration cannot be used, so the service must not start. The message is for operators and is the text of
/// docs/validators.md.
/// </summary>
/// <param name="message">The text of the contract.</param>
/// <param name="place">Path of the fault in the file.</param>
/// <param name="cause">What a builder threw.</param>
/// <param name="explanation">What is wrong and what would be right; null if the message says it.</param>
public sealed class ValidatorConfigurationException(
    string message, string? place = null, Exception? cause = null, string? explanation = null)
    : Exception(message, cause)
{
    /// <summary>What is wrong and what would be right, in words for somebody who writes such a file.</summary>
    public string Explanation { get; } = explanation ?? message;

    /// <summary>Path of the fault in the file, such as <c>validators.depth.validators[0]</c>; null if it has none. Not part of the message.</summary>
    public string? Place { get; } = place;

    /// <summary>The file or its address; null when the message names it.</summary>
    public string? File { get; internal set; }

    /// <summary>File, place and message as one line.</summary>
    public string Line => Join(Message);

    /// <summary>File, place and explanation as one line.</summary>
    public string ExplanationLine => Join(Explanation);

    private string Join(string text)
    {
        var line = string.Join(": ", new[] { File, Place, text }.Where(part => part is not null)).ToCharArray();
        for (var i = 0; i < line.Length; i++)
            if (char.IsControl(line[i]))
                line[i] = ' ';
        return new string(line);
    }
}
