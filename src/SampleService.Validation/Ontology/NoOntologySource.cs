using SampleService.Domain;

namespace SampleService.Validation;

/// <summary>For deployments that know of no ontologies: nothing can be said of any term.</summary>
internal sealed class NoOntologySource : IOntologySource
{
    public ValueTask<OntologyTermStatus> FindTermAsync(string ontology, string term, CancellationToken cancellation) =>
        throw NotThere(ontology);

    public ValueTask<bool> HasAncestorAsync(string ontology, string term, string ancestor, CancellationToken cancellation) =>
        throw NotThere(ontology);

    private static ServiceException NotThere(string ontology) => new(
        ErrorKind.ValidatorUnavailable, $"This service knows of no ontology service that could be asked about {ontology}");
}
