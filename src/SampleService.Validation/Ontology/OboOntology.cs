namespace SampleService.Validation;

/// <summary>
/// The terms of one ontology, read from a file in OBO form. A term stands below those its <c>is_a</c> lines name, and
/// below whatever these stand below. An <c>alt_id</c> is another id of its term. Stanzas of one id are parts of
/// one term. Immutable.
/// </summary>
public sealed class OboOntology
{
    private readonly Dictionary<string, Term> _terms = new(StringComparer.Ordinal);

    private OboOntology()
    {
    }

    /// <summary>How many ids are known, the other ids of terms included.</summary>
    public int Count => _terms.Count;

    /// <summary>Reads a file. Stanzas and tags that say nothing about ids and parents are passed over.</summary>
    /// <param name="reader">The text.</param>
    /// <exception cref="FormatException">It is no OBO file; the message says why, with the line.</exception>
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

    /// <summary>Whether there is a term with this id.</summary>
    public bool Has(string id) => _terms.ContainsKey(id);

    /// <summary>Whether a term stands below another one. None stands below itself.</summary>
    public bool HasAncestor(string id, string ancestor)
    {
        if (!_terms.TryGetValue(id, out var start) || !_terms.TryGetValue(ancestor, out var end) || start == end)
            return false;
        // A term may be reached in several ways, and nothing keeps a file from going round in circles.
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
    /// The term of an id: a new one, also when another term has named it as its other id before; the one there is when a stanza of
    /// this id came before.
    /// </summary>
    private Term Add(string id)
    {
        if (_terms.TryGetValue(id, out var known) && known.Id == id)
            return known;
        var term = new Term(id);
        _terms[id] = term;
        return term;
    }

    /// <summary>The id behind a tag, without the comment and the qualifiers that may follow it.</summary>
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
        /// <summary>Its own id, not one of its others.</summary>
        public string Id => id;

        public List<string> Parents { get; } = [];
    }
}
