namespace SampleService.Validation;

/// <summary>
/// The terms of one ontology, read from a file in OBO format. <c>is_a</c> names a parent of a term, <c>alt_id</c> an alternative id.
/// Several stanzas with one id describe one term. Immutable.
/// </summary>
public sealed class OboOntology
{
    private readonly Dictionary<string, Term> _terms = new(StringComparer.Ordinal);

    private ILookup<Term, Term>? _children;
    private ILookup<Term, string>? _others;

    private OboOntology()
    {
    }

    // Nothing but searching needs these, so they are made when it first does. Two threads may make the same.
    private ILookup<Term, Term> Children => _children ??= (
        from term in _terms.Values.Distinct()
        from id in term.Parents
        where _terms.ContainsKey(id)
        select (Parent: _terms[id], Child: term)).ToLookup(static pair => pair.Parent, static pair => pair.Child);

    private ILookup<Term, string> Others => _others ??= _terms
        .Where(static entry => entry.Key != entry.Value.Id).ToLookup(static entry => entry.Value, static entry => entry.Key);

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

    /// <summary>The primary id of a term, which may be asked for by an alternative one, and its alternative ids; null if there is none.</summary>
    public (string Id, IReadOnlyList<string> Others)? Find(string id) =>
        _terms.TryGetValue(id, out var term) ? (term.Id, OthersOf(term)) : null;

    /// <summary>
    /// The terms below a term: by each id of them, alternative ones included, the primary id of the next term on a way up. Null if there are more
    /// than <paramref name="max"/> terms.
    /// </summary>
    public IReadOnlyDictionary<string, string>? FindDescendants(string id, int max)
    {
        var above = new Dictionary<string, string>(StringComparer.Ordinal);
        var start = _terms[id];
        HashSet<Term> seen = [start];
        var todo = new Queue<Term>(seen);
        while (todo.TryDequeue(out var term))
            foreach (var child in Children[term])
            {
                if (!seen.Add(child))
                    continue;
                if (seen.Count - 1 > max)
                    return null;
                above[child.Id] = term.Id;
                foreach (var other in OthersOf(child))
                    above[other] = term.Id;
                todo.Enqueue(child);
            }

        return above;
    }

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

    private IReadOnlyList<string> OthersOf(Term term) => [.. Others[term]];

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
