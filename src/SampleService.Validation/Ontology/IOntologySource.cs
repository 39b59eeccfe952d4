using SampleService.Domain;

namespace SampleService.Validation;

/// <summary>Knows ontologies and their terms. Safe for concurrent use.</summary>
public interface IOntologySource
{
    /// <summary>Whether a term, and its ontology, exist.</summary>
    /// <param name="ontology">Name of the ontology, such as <c>envo_ontology</c>.</param>
    /// <param name="term">Id of the term, such as <c>ENVO:00000428</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Domain.ServiceException">It can't be said; the text is for the caller.</exception>
    ValueTask<OntologyTermStatus> FindTermAsync(string ontology, string term, CancellationToken cancellation);

    /// <summary>Whether a term stands below another one. None stands below itself; a term nobody knows below none.</summary>
    /// <exception cref="Domain.ServiceException">It can't be said; the text is for the caller.</exception>
    ValueTask<bool> HasAncestorAsync(string ontology, string term, string ancestor, CancellationToken cancellation);
}

/// <summary>Whether a term of an ontology exists.</summary>
public enum OntologyTermStatus
{
    /// <summary>It does.</summary>
    Found,

    /// <summary>The ontology has no such term.</summary>
    NoSuchTerm,

    /// <summary>There is no such ontology.</summary>
    NoSuchOntology,
}

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
