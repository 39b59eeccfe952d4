namespace SampleService.Validation;

/// <summary>Ontologies from files, with another source as the fallback.</summary>
/// <param name="ontologies">The ontologies by name.</param>
/// <param name="others">Where other ontologies are looked up; null if nowhere.</param>
public sealed class LocalOntologies(IReadOnlyDictionary<string, OboOntology> ontologies, IOntologySource? others = null) : IOntologySource
{
    private readonly IOntologySource _others = others ?? new NoOntologySource();

    /// <inheritdoc/>
    public ValueTask<OntologyTermStatus> FindTermAsync(string ontology, string term, CancellationToken cancellation) =>
        ontologies.TryGetValue(ontology, out var local)
            ? new(local.Has(term) ? OntologyTermStatus.Found : OntologyTermStatus.NoSuchTerm)
            : _others.FindTermAsync(ontology, term, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> HasAncestorAsync(string ontology, string term, string ancestor, CancellationToken cancellation) =>
        ontologies.TryGetValue(ontology, out var local)
            ? new(local.HasAncestor(term, ancestor))
            : _others.HasAncestorAsync(ontology, term, ancestor, cancellation);
}
