namespace SampleService.Search;

/// <summary>A term and, where they were asked for, the terms below it. <c>ENVO:01001004</c> and <c>ENVO_01001004</c> are the same.</summary>
public sealed class TermSet
{
    /// <summary>By each id the next term on the way up; null for the term asked for.</summary>
    private readonly Dictionary<string, string?> _above = new(StringComparer.Ordinal);

    /// <param name="term">The term asked for.</param>
    /// <param name="descendants">By each id below it the next term on a way up.</param>
    public TermSet(OntologyTerm term, IReadOnlyDictionary<string, string> descendants)
    {
        foreach (var (id, above) in descendants)
            _above[Normalize(id)] = Normalize(above);
        foreach (var other in term.Others)
            _above[Normalize(other)] = null;
        _above[Normalize(term.Id)] = null;
    }

    /// <summary>All spellings of all ids.</summary>
    public IEnumerable<string> Spellings => _above.Keys.SelectMany(SpellingsOf);

    /// <summary>Whether a text is one of the terms.</summary>
    public bool Contains(string text) => _above.ContainsKey(Normalize(text));

    /// <summary>The terms from one of them up to the one asked for, both included.</summary>
    public IEnumerable<string> Chain(string text)
    {
        // Files may have cycles; a chain has each term once.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var id = Normalize(text); id is not null && seen.Add(id); id = _above.GetValueOrDefault(id))
            yield return id;
    }

    /// <summary>An id with a colon before its local part.</summary>
    private static string Normalize(string id)
    {
        var underscore = id.Contains(':') ? -1 : id.LastIndexOf('_');
        return underscore < 0 ? id : $"{id[..underscore]}:{id[(underscore + 1)..]}";
    }

    private static IEnumerable<string> SpellingsOf(string id)
    {
        yield return id;
        var underscored = id.Replace(':', '_');
        if (underscored != id && Normalize(underscored) == id)
            yield return underscored;
    }
}
