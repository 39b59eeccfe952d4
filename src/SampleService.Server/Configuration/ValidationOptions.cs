using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>Controlled metadata (configuration section <c>Validation</c>).</summary>
public sealed class ValidationOptions
{
    /// <summary>
    /// Where the validator configuration is, <c>file:</c> or <c>http(s):</c>; when not given, what deploy.cfg says. Without any, every
    /// controlled key is refused.
    /// </summary>
    public string? ConfigUrl { get; set; }

    /// <summary>
    /// The KBase service wizard, which knows where the ontology service is; when not given, what deploy.cfg says.
    /// </summary>
    public string? ServiceWizardUrl { get; set; }

    /// <summary>Ontologies that are read from files in OBO form, as <c>name=path;name=path</c>; others are asked for at KBase.</summary>
    public string? OntologyFiles { get; set; }

    /// <summary>
    /// Seconds that the validators of one call may wait for other services, all of them together; then the call fails with a plain
    /// message. What was answered until then is remembered.
    /// </summary>
    [Range(1, 3600, ErrorMessage = "1 to 3600 are allowed")]
    public double CallSeconds { get; set; } = 30;
}
