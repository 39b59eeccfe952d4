using SampleService.Search;
using SampleService.Validation;

namespace SampleService.Api;

/// <summary>The terms of ontologies that are files.</summary>
internal sealed class FileTerms(OntologyFileSet files) : ITermSource
{
    public bool HasOntology(string ontology) => files.ByName.ContainsKey(ontology);

    public OntologyTerm? Find(string ontology, string id) =>
        (Of(ontology).Find(id) ?? Of(ontology).Find(WithColon(id))) is { } term ? new OntologyTerm(term.Id, term.Others) : null;

    public IReadOnlyDictionary<string, string>? FindDescendants(string ontology, string id, int max) => Of(ontology).FindDescendants(id, max);

    private OboOntology Of(string ontology) => files.ByName[ontology];

    /// <summary><c>ENVO_01001004</c> is <c>ENVO:01001004</c>.</summary>
    private static string WithColon(string id)
    {
        var underscore = id.LastIndexOf('_');
        return underscore < 0 ? id : $"{id[..underscore]}:{id[(underscore + 1)..]}";
    }
}
