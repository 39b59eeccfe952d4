using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Search.Tests.Support;

/// <summary>Random texts, values, samples and filters, small enough that they meet.</summary>
internal static class Generated
{
    /// <summary>Texts of words in several letter cases, with characters that need escapes, have several forms, or sort after surrogates.</summary>
    public static Gen<string> Text { get; } = Gen.Elements(
            "Soil", "soil", "SOIL", "core", "Rhizosphere", "PB-Low-5", " ", " ", "-", "_", "2019-06-26", "m", "ft", "degC", "12",
            "\u00e9t\u00e9", "\u00c9", "\ufb01eld", "\"", "\\", "/", "\ud83d\ude00", "\uff21", "\u00df", "ENVO:1", "ENVO_1")
        .ListOf().Select(parts => string.Concat(parts.Take(4)));

    public static Gen<string> Number { get; } = Gen.Elements(
        "0", "1", "1.0", "-1", "2.5", "10", "120", "3.048", "1e2", "100", "0.1", "-0.0", "18446744073709551615", "18446744073709551614",
        "9007199254740993", "9007199254740992.0", "1e300", "5e-324", "-40", "273.15");

    public static Gen<string> Unit { get; } = Gen.Elements("m", "ft", "in", "cm", "meter", "degC", "degF", "K", "delta_degC", "g/L", "kg/m^3", "percent", "dBm", "mW");

    /// <summary>A primitive as JSON.</summary>
    public static Gen<string> Primitive { get; } = Gen.OneOf(Text.Select(Quoted), Number, Number, Gen.Elements("true", "false"));

    public static Gen<string> Key { get; } = Gen.Elements("depth", "k", "material", "d\u00e9p\"th");

    public static Gen<string> ValueKey { get; } = Gen.Elements("value", "value", "units", "unit", "other");

    /// <summary>A value object: mostly a number with a unit, or some primitive.</summary>
    private static readonly Gen<string> Values = Gen.OneOf(
        Number.Zip(Unit).Zip(Gen.Elements("units", "unit", "other")).Select(t => $$"""{"value":{{t.Item1.Item1}},"{{t.Item2}}":{{Quoted(t.Item1.Item2)}}}"""),
        Number.Zip(Unit).Zip(Unit).Select(t => $$"""{"unit":{{Quoted(t.Item1.Item2)}},"value":{{t.Item1.Item1}},"units":{{Quoted(t.Item2)}}}"""),
        Number.Zip(Gen.Elements(" ", "", "nope", "s")).Select(t => $$"""{"value":{{t.Item1}},"units":{{Quoted(t.Item2)}}}"""),
        ValueKey.Zip(Primitive).Select(t => $"{Quoted(t.Item1)}:{t.Item2}").NonEmptyListOf()
            .Select(members => $"{{{string.Join(',', members.DistinctBy(m => m[..4]))}}}"));

    private static readonly Gen<string> Metadata = Key.Zip(Values).ListOf()
        .Select(entries => $"{{{string.Join(',', entries.Take(4).DistinctBy(e => e.Item1).Select(e => $"{Quoted(e.Item1)}:{e.Item2}"))}}}");

    private static readonly Gen<(string Type, string Controlled, string User)> Node = Gen.Elements("SubSample", "TechReplicate").Zip(Metadata).Zip(Metadata)
        .Select(t => (t.Item1.Item1, t.Item1.Item2, t.Item2));

    /// <summary>Stored samples with one to four nodes.</summary>
    public static Gen<Sample> Sample { get; } = Node.NonEmptyListOf().Zip(Text).Select(t => Support.Sample.Of(
        $"[{string.Join(',', t.Item1.Take(4).Select(WriteNode))}]",
        Support.Sample.NoFacts with { Name = string.IsNullOrWhiteSpace(t.Item2) ? null : t.Item2, Vocabulary = t.Item2.Length % 2 == 0 ? "5ab34e0c19d2f7a1" : null }));

    private static readonly Gen<string> Test = Gen.OneOf(
        Gen.Constant(""),
        Primitive.Select(value => $",\"eq\":{value}"),
        Primitive.NonEmptyListOf().Select(values => $",\"in\":[{string.Join(',', values.Take(3))}]"),
        Text.Where(text => text.Trim(' ').Length > 0).Select(text => $",\"prefix\":{Quoted(text)}"),
        Words.Select(words => $",\"words\":{Quoted(words)}"),
        Range(Number),
        Range(Text.Select(Quoted)),
        Quantities,
        Quantities.Zip(Gen.Elements("m", "K", "degC")).Select(t => Assume(t.Item1, t.Item2)),
        Gen.Elements("true", "false").Select(flag => $$""","term":{"ontology":"envo","id":"ENVO:1","descendants":{{flag}}}"""));

    /// <summary>A condition on metadata.</summary>
    public static Gen<string> OnMetadata { get; } =
        from key in Gen.OneOf(Key.Select(k => $"\"key\":{Quoted(k)}"), Gen.Constant("\"key_prefix\":\"d\""))
        from kind in Gen.Elements("", "", ",\"kind\":\"user\"", ",\"kind\":\"controlled\"", ",\"kind\":\"any\"")
        from valueKey in Gen.Elements("", "", "", ",\"value_key\":\"*\"", ",\"value_key\":\"units\"")
        from test in Test
        select $$"""{"on":"meta",{{key}}{{kind}}{{valueKey}}{{test}}}""";

    private static readonly Gen<string> OnNode = Gen.OneOf(
        OnMetadata,
        OnMetadata,
        Gen.Elements(
            """{"on":"node","eq":"n1"}""", """{"on":"node","prefix":"N"}""", """{"on":"node","in":["n2","n3"]}""", """{"on":"node_type","in":["SubSample"]}"""));

    /// <summary>A condition.</summary>
    public static Gen<string> Condition { get; } = Gen.OneOf(
        OnNode,
        OnNode,
        Words.Select(words => $$"""{"on":"text","words":{{Quoted(words)}}}"""),
        Words.Select(words => $$"""{"on":"name","words":{{Quoted(words)}}}"""),
        Text.Select(text => $$"""{"on":"name","eq":{{Quoted(text)}}}"""),
        Gen.Elements("""{"on":"vocabulary","in":["5ab34e0c19d2f7a1"]}""", """{"on":"saved","from":2000}""", """{"on":"created","to":999}""", """{"on":"owner","in":["alice"]}"""));

    /// <summary>A filter of up to three levels.</summary>
    public static Gen<string> Filter { get; } = OfLevels(3);

    public static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static Gen<string> Words => Gen.Elements("soil", "Soil core", "rhizo*", "5 low", "\u00c9t\u00e9", "FIELD", "a", "m", "2019 06")
        .Zip(Gen.Elements("", " core", " soi*")).Select(t => t.Item1 + t.Item2);

    private static Gen<string> Quantities => Gen.Elements("m|ft|in|cm", "degC|degF|K", "delta_degC|K", "g/L|kg/m^3", "dBm|mW", "percent|dimensionless").SelectMany(units =>
    {
        var quantity = Number.Zip(Gen.Elements(units.Split('|'))).Select(t => $$"""{"value":{{t.Item1}},"unit":"{{t.Item2}}"}""");
        return Gen.OneOf(Range(quantity), quantity.Select(q => $",\"eq\":{q}"));
    });

    private static Gen<string> Range(Gen<string> bound) => Gen.OneOf(
        Gen.Elements("gt", "gte", "lt", "lte").Zip(bound).Select(t => $",\"{t.Item1}\":{t.Item2}"),
        Gen.Elements("gt", "gte").Zip(bound).Zip(Gen.Elements("lt", "lte").Zip(bound))
            .Select(t => $",\"{t.Item1.Item1}\":{t.Item1.Item2},\"{t.Item2.Item1}\":{t.Item2.Item2}"));

    /// <summary>Units that do not convert are refused, which is for other tests.</summary>
    private static string Assume(string range, string unit)
    {
        var fits = unit == "m" ? range.Contains("\"m\"") || range.Contains("\"ft\"") : range.Contains("\"degC\"") || range.Contains("\"degF\"");
        return fits && !range.Contains("delta") ? $"{range},\"assume_unit\":\"{unit}\"" : range;
    }

    private static Gen<string> OfLevels(int levels)
    {
        if (levels == 0)
            return Condition;
        var inner = OfLevels(levels - 1);
        return Gen.OneOf(
            Condition,
            Several("all", inner),
            Several("any", inner),
            inner.Select(filter => $$"""{"not":{{filter}}}"""),
            OnNode.Zip(OnNode).Select(t => $$"""{"same_node":[{{t.Item1}},{{t.Item2}}]}"""));
    }

    private static Gen<string> Several(string name, Gen<string> inner) =>
        inner.NonEmptyListOf().Select(members => $$"""{"{{name}}":[{{string.Join(',', members.Take(3))}}]}""");

    private static string WriteNode((string Type, string Controlled, string User) node, int index)
    {
        var head = index == 0 ? "\"type\":\"BioReplicate\"" : $"\"type\":\"{node.Type}\",\"parent\":\"n{index - 1}\"";
        return $$"""{"id":"n{{index}}",{{head}},"meta_controlled":{{node.Controlled}},"meta_user":{{node.User}}}""";
    }
}
