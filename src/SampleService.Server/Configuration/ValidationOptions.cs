namespace SampleService.Server;

/// <summary>Controlled metadata (configuration section <c>Validation</c>).</summary>
public sealed class ValidationOptions
{
    /// <summary>
    /// Where the validator configuration is, <c>file:</c> or <c>http(s):</c>; when not given, what deploy.cfg says. Without any, every
    /// controlled key is refused.
    /// </summary>
    public string? ConfigUrl { get; set; }
}
