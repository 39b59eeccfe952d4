namespace SampleService.Search.Tests.Support;

/// <summary>The ontology <c>envo</c>: a chain of terms, each below the one before.</summary>
internal sealed class TestTerms(int count = 2) : ITermSource
{
    public bool HasOntology(string ontology) => ontology == "envo";

    public OntologyTerm? Find(string ontology, string id) => id switch
    {
        "ENVO:1" or "ENVO:old" => new OntologyTerm("ENVO:1", ["ENVO:old"]),
        "ENVO:2" => new OntologyTerm("ENVO:2", []),
        _ => null,
    };

    public IReadOnlyDictionary<string, string>? FindDescendants(string ontology, string id, int max) => count - 1 > max ? null
        : Enumerable.Range(2, count - 1).ToDictionary(number => $"ENVO:{number}", number => $"ENVO:{number - 1}");

    /// <summary>What has to be known to evaluate a filter.</summary>
    public EvaluationContext ContextOf(string filter) => new() { Terms = TermDemand.Resolve(Filters.Read(filter), this) };
}
