using System.ComponentModel.DataAnnotations;
using SampleService.Domain;

namespace SampleService.Server;

/// <summary>Controlled metadata (configuration section <c>Validation</c>).</summary>
public sealed class ValidationOptions
{
    private static readonly char[] Separators = [',', ';'];

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

    /// <summary>What people call the configuration, such as a release of the vocabulary. Kept with it.</summary>
    [MaxLength(256, ErrorMessage = "at most 256 characters are allowed")]
    public string? Label { get; set; }

    /// <summary>
    /// Ids of vocabularies that the deployment ran with before and that callers may still name for what they save, separated by commas.
    /// </summary>
    public string? AlsoAccept { get; set; }

    /// <summary>The ids.</summary>
    /// <exception cref="StartException">An entry is no id.</exception>
    internal IReadOnlyList<VocabularyId> ReadAlsoAccept() =>
        [.. (AlsoAccept ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    private static VocabularyId Parse(string text) => VocabularyId.TryParse(text, null, out var id)
        ? id
        : throw new StartException($"Validation:AlsoAccept: '{text}' is not the id of a vocabulary, which has 16 digits of 0 to 9 and a to f");
}
