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
