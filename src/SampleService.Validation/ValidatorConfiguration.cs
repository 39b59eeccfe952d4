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
    /// <param name="allowInsecureHttp">Whether <c>http:</c> may name other hosts than a loopback address.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ValidatorConfigurationException">It can't be read, or something in it is wrong.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static Task<MetadataValidators> LoadAsync(
        Uri url, bool allowInsecureHttp = false, CancellationToken cancellation = default) =>
        LoadAsync(url, allowInsecureHttp, SourceLimits.Default, cancellation);

    internal static async Task<MetadataValidators> LoadAsync(
        Uri url, bool allowInsecureHttp, SourceLimits limits, CancellationToken cancellation)
    {
        try
        {
            var text = await ConfigurationSource.ReadAsync(url, allowInsecureHttp, limits, cancellation);
            var configuration = ConfigurationStructure.Read(YamlComposer.Compose(text));
            return ConfigurationBuilder.Build(configuration);
        }
        catch (UnreadableConfigurationException e)
        {
            throw new ValidatorConfigurationException(
                $"Failed to open validator configuration file at {ConfigurationSource.Display(url)}: {e.Message}", cause: e);
        }
    }
}
