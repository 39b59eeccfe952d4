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
}
