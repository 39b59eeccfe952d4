namespace SampleService.Validation;

/// <summary>The ontologies that are files, which are known in full: terms below a term can be listed.</summary>
/// <param name="ByName">The ontologies by name.</param>
public sealed record OntologyFileSet(IReadOnlyDictionary<string, OboOntology> ByName);
