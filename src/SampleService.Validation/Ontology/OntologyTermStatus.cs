namespace SampleService.Validation;

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
