using SampleService.Domain;

namespace SampleService.Validation;

/// <summary>Looks up ontologies and their terms. Safe for concurrent use.</summary>
public interface IOntologySource
{
    /// <summary>Whether a term and its ontology exist.</summary>
    /// <param name="ontology">Name of the ontology, such as <c>envo_ontology</c>.</param>
    /// <param name="term">Id of the term, such as <c>ENVO:00000428</c>.</param>
    /// <param name="cancellation">Cancels the look-up.</param>
    /// <exception cref="ServiceException">The look-up failed; the text is for the caller.</exception>
    ValueTask<OntologyTermStatus> FindTermAsync(string ontology, string term, CancellationToken cancellation);

    /// <summary>Whether a term has another one as an ancestor. No term is its own ancestor; an unknown term has none.</summary>
    /// <exception cref="ServiceException">The look-up failed; the text is for the caller.</exception>
    ValueTask<bool> HasAncestorAsync(string ontology, string term, string ancestor, CancellationToken cancellation);
}

/// <summary>The result of looking up a term.</summary>
public enum OntologyTermStatus
{
    /// <summary>The term exists.</summary>
    Found,

    /// <summary>The ontology has no such term.</summary>
    NoSuchTerm,

    /// <summary>The ontology does not exist.</summary>
    NoSuchOntology,
}

/// <summary>For deployments without ontologies: every look-up fails.</summary>
internal sealed class NoOntologySource : IOntologySource
{
    public ValueTask<OntologyTermStatus> FindTermAsync(string ontology, string term, CancellationToken cancellation) =>
        throw NotConfigured(ontology);

    public ValueTask<bool> HasAncestorAsync(string ontology, string term, string ancestor, CancellationToken cancellation) =>
        throw NotConfigured(ontology);

    private static ServiceException NotConfigured(string ontology) => new(
        ErrorKind.ValidatorUnavailable, $"This service knows of no ontology service that could be asked about {ontology}");
}
