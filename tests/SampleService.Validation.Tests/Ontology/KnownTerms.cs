using SampleService.Domain;

namespace SampleService.Validation.Tests;

/// <summary>Knows one ontology whose terms stand below each other as their letters follow; can be out of reach.</summary>
internal sealed class KnownTerms : IOntologySource
{
    public bool IsOutOfReach { get; set; }

    public List<string> Asked { get; } = [];

    public ValueTask<OntologyTermStatus> FindTermAsync(string ontology, string term, CancellationToken cancellation)
    {
        Note($"find {ontology} {term}");
        return new(ontology != "letters" ? OntologyTermStatus.NoSuchOntology
            : term is [>= 'a' and <= 'z'] ? OntologyTermStatus.Found
            : OntologyTermStatus.NoSuchTerm);
    }

    public ValueTask<bool> HasAncestorAsync(string ontology, string term, string ancestor, CancellationToken cancellation)
    {
        Note($"{term} below {ancestor}");
        return new(term is [>= 'a' and <= 'z'] && string.CompareOrdinal(term, ancestor) > 0);
    }

    private void Note(string question)
    {
        Asked.Add(question);
        if (IsOutOfReach)
            throw new ServiceException(ErrorKind.UpstreamFailure, "nobody there");
    }
}
