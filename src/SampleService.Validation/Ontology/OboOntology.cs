namespace SampleService.Validation;

/// <summary>
/// The terms of one ontology, read from a file in OBO format. <c>is_a</c> names a parent of a term, <c>alt_id</c> an alternative id.
/// Several stanzas with one id describe one term. Immutable.
/// </summary>
public sealed class OboOntology
{
    private readonly Dictionary<string, Term> _terms = new(StringComparer.Ordinal);

    private OboOntology()
    {
    }

    /// <summary>Number of ids, including alternative ones.</summary>
    public int Count => _terms.Count;

    /// <summary>Reads a file. Stanzas and tags that are not about ids and parents are ignored.</summary>
    /// <exception cref="FormatException">It is not an OBO file; the message gives the reason and the line.</exception>
    public static OboOntology Read(TextReader reader)
    {
        var ontology = new OboOntology();
        var inTerm = false;
        Term? term = null;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.StartsWith('['))
            {
                inTerm = line.AsSpan().TrimEnd() is "[Term]";
                term = null;
            }
            else if (inTerm && TryRead(line, "id:", out var id))
            {
                if (term is not null)
                    throw new FormatException($"line {number}: a term has a second id");
                term = ontology.Add(id);
            }
            else if (inTerm && TryRead(line, "is_a:", out var parent))
                (term ?? throw NoId(number)).Parents.Add(parent);
            else if (inTerm && TryRead(line, "alt_id:", out var other))
                ontology._terms.TryAdd(other, term ?? throw NoId(number));
        }

        return ontology.Count > 0 ? ontology : throw new FormatException("it has no terms");
    }

    public bool Has(string id) => _terms.ContainsKey(id);

    /// <summary>Whether a term has another one as an ancestor. No term is its own ancestor.</summary>
    public bool HasAncestor(string id, string ancestor)
    {
        if (!_terms.TryGetValue(id, out var start) || !_terms.TryGetValue(ancestor, out var end) || start == end)
            return false;
        // A term may be reachable on several paths, and a file may have cycles.
        HashSet<Term> seen = [start];
        var todo = new Stack<Term>(seen);
        while (todo.TryPop(out var term))
            foreach (var parent in term.Parents)
                if (_terms.TryGetValue(parent, out var next) && seen.Add(next))
                {
                    if (next == end)
                        return true;
                    todo.Push(next);
                }

        return false;
    }

    /// <summary>
    /// The term with this id: the existing one if an earlier stanza had the same id, else a new one. A new one replaces an entry that
    /// another term made for its <c>alt_id</c>.
    /// </summary>
    private Term Add(string id)
    {
        if (_terms.TryGetValue(id, out var known) && known.Id == id)
            return known;
        var term = new Term(id);
        _terms[id] = term;
        return term;
    }

    /// <summary>Reads the id after a tag, without trailing qualifiers and comment.</summary>
    private static bool TryRead(string line, string tag, out string id)
    {
        id = "";
        if (!line.StartsWith(tag, StringComparison.Ordinal))
            return false;
        var value = line.AsSpan(tag.Length).Trim();
        var end = value.IndexOfAny(" \t!{");
        id = (end < 0 ? value : value[..end]).ToString();
        return id.Length > 0;
    }

    private static FormatException NoId(int line) => new($"line {line}: a term has no id before this");

    private sealed class Term(string id)
    {
        /// <summary>Its primary id.</summary>
        public string Id => id;

        public List<string> Parents { get; } = [];
    }
}
