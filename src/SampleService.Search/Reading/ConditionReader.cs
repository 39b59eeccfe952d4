using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>Reads conditions, and counts them and their values.</summary>
internal sealed class ConditionReader(string root)
{
    private const int MaxUsers = 100;
    private const int MaxVocabularies = 20;

    /// <summary>What each condition is about, and its further members, in the order in which callers are told of them.</summary>
    private static readonly (string On, string[] Members)[] Known =
    [
        ("id", ["in"]),
        ("name", ["eq", "prefix", "words"]),
        ("owner", ["in"]),
        ("saved_by", ["in"]),
        ("created", ["from", "to"]),
        ("saved", ["from", "to"]),
        ("node", ["eq", "in", "prefix"]),
        ("node_type", ["in"]),
        ("meta", MetadataConditionReader.Members),
        ("text", ["words"]),
        ("identifier", ["namespace", "eq", "in", "prefix"]),
        ("link", ["exists", "workspace", "object", "upa"]),
        ("relation", ["type", "to", "from"]),
        ("vocabulary", ["in"]),
    ];

    private static readonly string[] All = [.. Known.Select(known => known.On)];

    private static readonly string[] AllMembers = ["on", .. Known.SelectMany(known => known.Members).Distinct()];

    private static readonly string[] OfNodes = ["meta", "node", "node_type"];

    private int _conditions;
    private int _values;

    /// <summary>UNKNOWN. Where what the condition is about is not known itself, every member of some condition is.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="others">Members that may stand in its place.</param>
    public static void RequireKnown(Parameter condition, params ReadOnlySpan<string> others)
    {
        var on = condition.Member("on").Value.AsString();
        var known = Array.Find(Known, known => known.On == on).Members ?? AllMembers;
        condition.RequireKnown(["on", .. known, .. others]);
    }

    /// <summary>Reads a condition whose members are known.</summary>
    public Condition Read(Parameter condition)
    {
        var on = All[condition.Member("on").Choice(All)];
        Count();
        return on switch
        {
            "id" => new IdCondition(condition.Path, Values(condition, Filter.MaxValues, ParameterReaders.SampleId)),
            "name" => new NameCondition(condition.Path, ReadText(condition, "eq", "prefix", "words")),
            "owner" => new UserCondition(condition.Path, UserRole.Owner, Values(condition, MaxUsers, ParameterReaders.UserName)),
            "saved_by" => new UserCondition(condition.Path, UserRole.SavedBy, Values(condition, MaxUsers, ParameterReaders.UserName)),
            "created" => ReadTime(condition, TimeRole.Created),
            "saved" => ReadTime(condition, TimeRole.Saved),
            "text" => new TextCondition(condition.Path, WordsReader.Read(condition.Member("words").Required)),
            "identifier" => ReadIdentifier(condition),
            "link" => LinkReader.Read(condition),
            "relation" => ReadRelation(condition),
            "vocabulary" => new VocabularyCondition(condition.Path, Values(condition, MaxVocabularies, ParameterReaders.String)),
            _ => ReadOfNode(condition, on),
        };
    }

    /// <summary>Reads a condition on nodes alone.</summary>
    public NodeCondition ReadOfNode(Parameter condition)
    {
        condition.RequireStructure();
        RequireKnown(condition);
        var on = OfNodes[condition.Member("on").Required.Choice(OfNodes)];
        Count();
        return ReadOfNode(condition, on);
    }

    /// <summary>The values of a list of values, which are counted over the whole filter.</summary>
    public ImmutableArray<T> List<T>(Parameter list, int max, Func<Parameter, T> read)
    {
        var items = list.List(1, max);
        _values += items.Length;
        return _values > Filter.MaxValues
            ? throw ServiceException.Illegal(string.Create(CultureInfo.InvariantCulture, $"{root} has more than {Filter.MaxValues} values"))
            : [.. items.Select(read)];
    }

    private FrozenSet<T> Values<T>(Parameter condition, int max, Func<Parameter, T> read) =>
        List(condition.Member("in").Required, max, read).ToFrozenSet();

    private NodeCondition ReadOfNode(Parameter condition, string on) => on switch
    {
        "node" => new NodeIdCondition(condition.Path, ReadText(condition, "eq", "in", "prefix")),
        "node_type" => new NodeTypeCondition(condition.Path, Values(condition, NodeTypes.Length, type => (NodeType)type.Choice(NodeTypes))),
        _ => MetadataConditionReader.Read(condition, this),
    };

    private static string[] NodeTypes => Enum.GetNames<NodeType>();

    private ValueTest ReadText(Parameter condition, params ReadOnlySpan<string> tests)
    {
        var test = condition.ExactlyOne(tests);
        var value = condition.Member(test);
        return test switch
        {
            "eq" => TextEquals(value.String()),
            "in" => TextEquals([.. List(value, Filter.MaxValues, ParameterReaders.String)]),
            "prefix" => ReadPrefix(value),
            _ => WordsReader.Read(value),
        };
    }

    public static PrefixTest ReadPrefix(Parameter prefix) => new(FoldedText.Of(prefix.UntrimmedText(FoldedText.IndexedLength)));

    private static EqualsTest TextEquals(params string[] texts) =>
        new(texts.ToFrozenSet(StringComparer.Ordinal), FrozenSet<MetadataNumber>.Empty);

    private static TimeCondition ReadTime(Parameter condition, TimeRole role) =>
        new(condition.Path, role, condition.Member("from").OrNull?.Time(), condition.Member("to").OrNull?.Time());

    private IdentifierCondition ReadIdentifier(Parameter condition)
    {
        var name = condition.Member("namespace").Required.String();
        IdentifierName.RequireNamespace(name);
        string[] tests = ["eq", "in", "prefix"];
        if (Array.TrueForAll(tests, test => condition.Member(test).OrNull is null))
            return new IdentifierCondition(condition.Path, name, null, null);
        return condition.ExactlyOne(tests) switch
        {
            "eq" => new IdentifierCondition(condition.Path, name, [Canonical(condition.Member("eq"))], null),
            "in" => new IdentifierCondition(condition.Path, name, Values(condition, Filter.MaxValues, Canonical), null),
            _ => new IdentifierCondition(condition.Path, name, null, ReadPrefix(condition.Member("prefix")).Prefix),
        };

        string Canonical(Parameter value) => IdentifierName.Read(name, value.String()).Value;
    }

    private static RelationCondition ReadRelation(Parameter condition)
    {
        var type = (RelationType)condition.Member("type").Required.Choice(RelationTypes.Names);
        if (condition.Member("to").OrNull is null && condition.Member("from").OrNull is null)
            return new RelationCondition(condition.Path, type, null, null);
        var end = condition.ExactlyOne("to", "from");
        return new RelationCondition(
            condition.Path, type, end == "to" ? RelationEnd.To : RelationEnd.From, condition.Member(end).SampleId());
    }

    private void Count()
    {
        if (++_conditions > Filter.MaxConditions)
            throw ServiceException.Illegal(
                string.Create(CultureInfo.InvariantCulture, $"{root} has more than {Filter.MaxConditions} conditions"));
    }
}
