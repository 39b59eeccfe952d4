using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Domain.Tests;

/// <summary>Random legal trees, with repeated names, unknown members, and everything in more than one spelling.</summary>
internal static class TreeTexts
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Gen<string> Number =
        from sign in Gen.Elements("", "-")
        from digits in Gen.OneOf(Gen.Choose(0, 99), Gen.Choose(0, int.MaxValue)).ArrayOf()
        from fraction in Gen.Elements("", "", ".0", ".5", ".25000000000000000000000000000000001")
        from exponent in Gen.Elements("", "", "e0", "E+5", "e-20")
        select sign + Whole(string.Concat(digits.Take(6))) + fraction + exponent;

    private static readonly Gen<string> Characters = Gen.Elements("a", "b", " ", "~", "\"", "\\", "/", "<", "é", "\u00a0", "\u2028", "中", "\ufffd", "😀");

    private static readonly Gen<string> ValueKey = Gen.OneOf(Gen.Elements("v", "w", ""), Characters.ArrayOf().Select(c => string.Concat(c.Take(20))));

    private static readonly Gen<string> Key = Gen.OneOf(Gen.Elements("k", "é", "x y"), ValueKey.Select(key => key + "!"));

    private static readonly Gen<string> Value = Gen.OneOf(
        Number,
        Gen.Elements("true", "false"),
        Gen.OneOf(Characters, Gen.Elements("\t", "\n")).ArrayOf().Select(c => string.Concat(c)).SelectMany(Quote));

    private static readonly Gen<string> Values = Object(ValueKey, Value, least: 1);

    private static readonly Gen<string> Falsy = Gen.Elements("null", "false", "0", "-0.0", "\"\"", "[]", "{}");

    private static readonly Gen<string> Metadata = Gen.Frequency((4, Object(Key, Values, least: 0)), (1, Falsy));

    public static readonly Gen<string> Tree = Gen.Choose(1, 4).Zip(Gen.Choose(0, 5)).SelectMany(counts =>
    {
        var (roots, others) = counts;
        var nodes = Enumerable.Range(0, roots + others).Select(i => Node(i, i < roots)).ToArray();
        return Gen.CollectToArray(nodes).Select(texts => $"[{string.Join(" ,", texts)}]");
    });

    private static Gen<string> Node(int index, bool isRoot) =>
        from blanks in Gen.Elements("", " ", "\\t", "\u3000")
        from type in isRoot ? Gen.Constant("BioReplicate") : Gen.Elements("TechReplicate", "SubSample")
        from parent in isRoot ? Falsy : Gen.Choose(0, index - 1).Select(i => $"\"é{i}{blanks}\"")
        from controlled in Metadata
        from user in Metadata
        from source in Source(controlled)
        from unknown in Gen.Elements("", "\"x\":[{\"id\":1}],", "\"meta_user\":1,\"id\":2,\"parent\":[3],")
        select $$"""
            { {{unknown}} "type":"{{type}}", "id" : "{{blanks}}é{{index}}{{blanks}}", "parent":{{parent}},
              "source_meta": {{source}}, "meta_user": {{user}}, "meta_controlled": {{controlled}}, "more": null }
            """;

    /// <summary>Entries for some of the controlled keys.</summary>
    private static Gen<string> Source(string controlled)
    {
        using var document = JsonDocument.Parse(controlled);
        var names = document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().Select(member => member.Name).Distinct(StringComparer.Ordinal).ToArray()
            : [];
        var entries =
            from key in Gen.CollectToArray(names.Select(Quote))
            from source in Gen.CollectToArray(names.Select(_ => Key.SelectMany(Quote)))
            from values in Gen.CollectToArray(names.Select(_ => Values))
            from chosen in Gen.Elements(true, false).ArrayOf(names.Length)
            select $"[{string.Join(',', names.Select((_, i) => i).Where(i => chosen[i])
                .Select(i => $$"""{"skey":{{source[i]}},"y":{},"svalue":{{values[i]}},"key":{{key[i]}}}"""))}]";
        return Gen.Frequency((4, entries), (1, Falsy));
    }

    private static Gen<string> Object(Gen<string> names, Gen<string> values, int least) =>
        from members in names.SelectMany(Quote).Zip(values).Select(m => $"{m.Item1} : {m.Item2}").ArrayOf()
        from one in names.SelectMany(Quote).Zip(values).Select(m => $"{m.Item1}:{m.Item2}")
        select $"{{{string.Join(", ", members.Length < least ? [one] : members.Take(12))}}}";

    /// <summary>The text as JSON, as itself or escaped.</summary>
    private static Gen<string> Quote(string text) =>
        Gen.Elements(JsonSerializer.Serialize(text), JsonSerializer.Serialize(text, Relaxed));

    private static string Whole(string digits) => digits.TrimStart('0') is { Length: > 0 } whole ? whole : "0";
}
