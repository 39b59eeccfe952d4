using SampleService.Domain;

namespace SampleService.Validation.Tests;

/// <summary>An ontology of single letters, each of which has all earlier letters as ancestors; can be made unreachable.</summary>
internal sealed class KnownTerms : IOntologySource
{
    public bool IsUnreachable { get; set; }

    public List<string> Lookups { get; } = [];

    public ValueTask<OntologyTermStatus> FindTermAsync(string ontology, string term, CancellationToken cancellation)
    {
        Record($"find {ontology} {term}");
        return new(ontology != "letters" ? OntologyTermStatus.NoSuchOntology
            : term is [>= 'a' and <= 'z'] ? OntologyTermStatus.Found
            : OntologyTermStatus.NoSuchTerm);
    }

    public ValueTask<bool> HasAncestorAsync(string ontology, string term, string ancestor, CancellationToken cancellation)
    {
        Record($"{term} below {ancestor}");
        return new(term is [>= 'a' and <= 'z'] && string.CompareOrdinal(term, ancestor) > 0);
    }

    private void Record(string lookup)
    {
        Lookups.Add(lookup);
        if (IsUnreachable)
            throw new ServiceException(ErrorKind.UpstreamFailure, "nobody there");
    }
}
