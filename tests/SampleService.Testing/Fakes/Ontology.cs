using System.Globalization;

namespace SampleService.Testing.Fakes;

/// <summary>The terms of one ontology by id. Names and tree are made for tests; the ids are those the vocabulary speaks of.</summary>
internal sealed class Ontology : OrderedDictionary<string, OntologyTerm>
{
    /// <summary>Length of the chain of terms whose ancestors do not fit on one page.</summary>
    private const int LadderLength = 25;

    public Ontology()
        : base(StringComparer.Ordinal)
    {
    }

    public static Ontology Environment()
    {
        var envo = new Ontology();
        envo.Add("ENVO:01000254", "test system");
        envo.Add("ENVO:00000428", "test biome", "ENVO:01000254");
        envo.Add("ENVO:00000446", "test land biome", "ENVO:00000428");
        envo.Add("ENVO:00000873", "test water biome", "ENVO:00000428");
        envo.Add("ENVO:01000174", "test forest biome", "ENVO:00000446");
        envo.Add("ENVO:00000447", "test sea biome", "ENVO:00000873");
        envo.Add("ENVO:01000219", "test edge biome", "ENVO:00000446", "ENVO:00000873");
        envo.Add("ENVO:01000813", "test feature");
        envo.Add("ENVO:00000191", "test solid feature", "ENVO:01000813");
        envo.Add("ENVO:00000314", "test gravel bed", "ENVO:00000191");
        envo.Add("ENVO:00010483", "test material");
        envo.Add("ENVO:00002010", "test saline water", "ENVO:00010483");
        envo.Add("ENVO:00001998", "test soil", "ENVO:00010483");
        envo.Add("ENVO:01001614", "test deep soil", "ENVO:00001998");

        var parent = "ENVO:00010483";
        for (var step = 1; step <= LadderLength; step++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"STEP:{step:0000000}");
            envo.Add(id, string.Create(CultureInfo.InvariantCulture, $"test step {step}"), parent);
            parent = id;
        }

        return envo;
    }

    public static Ontology Genes()
    {
        var go = new Ontology();
        go.Add("GO:0003674", "test function");
        return go;
    }

    /// <summary>The ids above a term, the nearest first, each once; none for a term that is not there.</summary>
    public List<string> Ancestors(string id)
    {
        var found = new List<string>();
        List<string> level = [id];
        while (level.Count > 0)
        {
            level = [.. level.SelectMany(ParentsOf).Where(p => !found.Contains(p)).Distinct(StringComparer.Ordinal)];
            found.AddRange(level);
        }

        return found;
    }

    private IEnumerable<string> ParentsOf(string id) => TryGetValue(id, out var term) ? term.Parents : [];

    private void Add(string id, string name, params string[] parents) => Add(id, new OntologyTerm(name, parents));
}
