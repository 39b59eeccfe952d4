using SampleService.Domain;

namespace SampleService.Search;

/// <summary>A term that a filter asks for.</summary>
/// <param name="Path">Where it stands in the argument.</param>
/// <param name="Ontology">Name of the ontology.</param>
/// <param name="Id">Id of the term.</param>
/// <param name="Descendants">Whether terms below it are meant too.</param>
public sealed record TermDemand(string Path, string Ontology, string Id, bool Descendants)
{
    /// <summary>Maximum number of terms below the one asked for.</summary>
    public const int MaxDescendants = 1000;

    /// <summary>Looks up the terms of a filter in the order in which they stand.</summary>
    /// <exception cref="ServiceException">The first that is not known, or has too many terms below it.</exception>
    public static IReadOnlyDictionary<TermDemand, TermSet> Resolve(Filter filter, ITermSource source)
    {
        var terms = new Dictionary<TermDemand, TermSet>();
        foreach (var condition in filter.Conditions)
            if (condition is MetadataCondition { Test: TermTest { Term: var demand } })
                terms[demand] = demand.Resolve(source);
        return terms;
    }

    private TermSet Resolve(ITermSource source)
    {
        if (!source.HasOntology(Ontology))
            throw ServiceException.Illegal($"{Path}: ontology {ContractText.Echo(Ontology)} is not known");
        if (source.Find(Ontology, Id) is not { } term)
            throw ServiceException.Illegal($"{Path}: term {ContractText.Echo(Id)} is not known");
        if (!Descendants)
            return new TermSet(term, new Dictionary<string, string>());
        return new TermSet(
            term,
            source.FindDescendants(Ontology, term.Id, MaxDescendants)
                ?? throw ServiceException.Illegal($"{Path}: term {ContractText.Echo(Id)} has more than {MaxDescendants} descendants"));
    }
}

/// <summary>Where terms of ontologies are looked up.</summary>
public interface ITermSource
{
    /// <summary>Whether there is such an ontology.</summary>
    bool HasOntology(string ontology);

    /// <summary>A term, which may be asked for by an alternative id; null if there is none.</summary>
    OntologyTerm? Find(string ontology, string id);

    /// <summary>The terms below a term.</summary>
    /// <param name="ontology">The ontology.</param>
    /// <param name="id">The primary id of a term.</param>
    /// <param name="max">How many there may be; alternative ids do not count.</param>
    /// <returns>
    /// By each id, alternative ones included, the primary id of the next term on a way up; null if there are more than
    /// <paramref name="max"/>.
    /// </returns>
    IReadOnlyDictionary<string, string>? FindDescendants(string ontology, string id, int max);
}

/// <summary>A term of an ontology.</summary>
/// <param name="Id">Its primary id.</param>
/// <param name="Others">Its alternative ids.</param>
public sealed record OntologyTerm(string Id, IReadOnlyList<string> Others);
