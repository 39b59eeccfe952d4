using System.Collections.Frozen;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>Reads conditions on metadata.</summary>
internal static class MetadataConditionReader
{
    private static readonly string[] Tests = ["eq", "in", "prefix", "words", "term"];

    /// <summary>The members that such a condition may have.</summary>
    public static string[] Members { get; } =
        ["key", "key_prefix", "kind", "value_key", .. Tests, .. RangeReader.Bounds, "assume_unit"];

    public static MetadataCondition Read(Parameter condition, ConditionReader conditions)
    {
        var key = condition.ExactlyOne("key", "key_prefix");
        return new MetadataCondition(
            condition.Path,
            condition.Member(key).UntrimmedText(ContractText.MaxNameLength),
            key == "key_prefix",
            MetadataPlace.ReadKind(condition.Member("kind")),
            MetadataPlace.ValueKey(condition),
            ReadTest(condition, conditions));
    }

    private static ValueTest? ReadTest(Parameter condition, ConditionReader conditions)
    {
        // A null is no primitive, and so no equality, but it is not missing either: whoever sends it expects values that are null.
        var kinds = Tests.Where(test => test == "eq" ? condition.HasMember(test) : condition.Member(test).OrNull is not null).ToList();
        if (RangeReader.IsIn(condition))
            kinds.Add("a range");
        if (kinds.Count > 1)
            throw condition.Illegal($"must have at most one of: {string.Join(", ", Tests)}, a range");
        var kind = kinds.Count == 0 ? null : kinds[0];
        ValueTest? test = kind switch
        {
            null => null,
            "eq" => ReadEquals(condition),
            "in" => OneOf([.. conditions.List(condition.Member(kind), Filter.MaxValues, Primitive)]),
            "prefix" => ConditionReader.ReadPrefix(condition.Member(kind)),
            "words" => WordsReader.Read(condition.Member(kind)),
            "term" => ReadTerm(condition.Member(kind)),
            _ => RangeReader.Read(condition),
        };
        return QuantityReader.Assume(test, condition);
    }

    private static ValueTest ReadEquals(Parameter condition)
    {
        var value = condition.Member("eq");
        if (value.Value.Kind != JsonKind.Object)
            return OneOf(Primitive(value));
        var bound = new Bound<Quantity>(QuantityReader.Read(value), IsIncluded: true);
        return new QuantityTest(bound, bound, Assumed: null);
    }

    private static JsonValue Primitive(Parameter value) => value.Value.Kind switch
    {
        JsonKind.String or JsonKind.True or JsonKind.False => value.Value,
        JsonKind.Number when double.IsFinite(value.Value.GetDouble()) => value.Value,
        _ => throw value.Illegal("must be a primitive"),
    };

    private static EqualsTest OneOf(params JsonValue[] values) => new(
        values.Where(value => value.Kind == JsonKind.String).Select(value => value.GetString()).ToFrozenSet(StringComparer.Ordinal),
        values.Where(value => value.Kind == JsonKind.Number).Select(MetadataNumber.Of).ToFrozenSet(),
        Array.Exists(values, value => value.Kind == JsonKind.True),
        Array.Exists(values, value => value.Kind == JsonKind.False));

    private static TermTest ReadTerm(Parameter term)
    {
        term.Structure("ontology", "id", "descendants");
        return new TermTest(new TermDemand(
            term.Path,
            term.Member("ontology").Required.String(),
            term.Member("id").Required.String(),
            term.Member("descendants").OrNull?.Flag() ?? false));
    }
}
