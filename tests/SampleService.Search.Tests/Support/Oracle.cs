using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SampleService.Units;

namespace SampleService.Search.Tests.Support;

/// <summary>
/// What a filter means, said once more: plain loops over parsed JSON, without anything of what is tested. It knows the filters, units and
/// characters of <see cref="Generated"/>.
/// </summary>
internal static partial class Oracle
{
    /// <summary>The terms by which the ontology <c>envo</c> is tested: the second is below the first.</summary>
    public static readonly string[] Terms = ["ENVO:1", "ENVO:2"];

    private static readonly (string Dimension, string Name)[] BaseUnits =
        [("[length]", "meter"), ("[mass]", "gram"), ("[time]", "second"), ("[current]", "ampere"), ("[temperature]", "kelvin")];

    public static bool Holds(string filter, Sample sample)
    {
        using var parsed = JsonDocument.Parse(filter);
        using var tree = JsonDocument.Parse(sample.Tree);
        return Holds(parsed.RootElement, sample, [.. tree.RootElement.EnumerateArray()]);
    }

    private static bool Holds(JsonElement filter, Sample sample, JsonElement[] nodes)
    {
        if (filter.TryGetProperty("all", out var all))
            return all.EnumerateArray().All(member => Holds(member, sample, nodes));
        if (filter.TryGetProperty("any", out var any))
            return any.EnumerateArray().Any(member => Holds(member, sample, nodes));
        if (filter.TryGetProperty("not", out var not))
            return !Holds(not, sample, nodes);
        if (filter.TryGetProperty("same_node", out var same))
            return nodes.Any(node => same.EnumerateArray().All(member => HoldsForNode(member, node)));
        var facts = sample.Facts;
        return filter.GetProperty("on").GetString() switch
        {
            "meta" or "node" or "node_type" => nodes.Any(node => HoldsForNode(filter, node)),
            "name" => facts.Name is { } name && TextHolds(filter, name),
            "owner" => filter.GetProperty("in").EnumerateArray().Any(user => user.GetString() == facts.Owner.Value),
            "created" => InTime(filter, facts.Created.Milliseconds),
            "saved" => InTime(filter, facts.Saved.Milliseconds),
            "vocabulary" => filter.GetProperty("in").EnumerateArray().Any(id => id.GetString() == facts.Vocabulary),
            "text" => HasWords(filter.GetProperty("words").GetString()!, [.. TextsOf(facts.Name, nodes)]),
            var on => throw new InvalidOperationException($"{on} is no condition of the generator"),
        };
    }

    private static bool HoldsForNode(JsonElement condition, JsonElement node)
    {
        switch (condition.GetProperty("on").GetString())
        {
            case "node":
                return TextHolds(condition, node.GetProperty("id").GetString()!);
            case "node_type":
                return condition.GetProperty("in").EnumerateArray().Any(type => type.GetString() == node.GetProperty("type").GetString());
        }

        var kind = Text(condition, "kind") ?? "any";
        var valueKey = Text(condition, "value_key") ?? "value";
        foreach (var each in (string[])["controlled", "user"])
            foreach (var entry in node.GetProperty($"meta_{each}").EnumerateObject())
                if ((kind == "any" || kind == each)
                    && (Text(condition, "key") is { } key ? entry.Name == key : entry.Name.StartsWith(Text(condition, "key_prefix")!, StringComparison.Ordinal))
                    && entry.Value.EnumerateObject().Any(member => (valueKey == "*" || valueKey == member.Name) && ValueHolds(condition, member, entry.Value)))
                    return true;
        return false;
    }

    private static bool ValueHolds(JsonElement condition, JsonProperty member, JsonElement values)
    {
        var value = member.Value;
        if (condition.TryGetProperty("eq", out var one) && one.ValueKind != JsonValueKind.Object)
            return AreEqual(one, value);
        if (condition.TryGetProperty("in", out var several))
            return several.EnumerateArray().Any(item => AreEqual(item, value));
        if (condition.TryGetProperty("term", out var term))
            return value.ValueKind == JsonValueKind.String
                && (term.GetProperty("descendants").GetBoolean() ? Terms : Terms[..1]).Contains(value.GetString()!.Replace('_', ':'));
        if (condition.TryGetProperty("prefix", out _) || condition.TryGetProperty("words", out _))
            return value.ValueKind == JsonValueKind.String && TextHolds(condition, value.GetString()!);
        foreach (var name in (string[])["eq", "gt", "gte", "lt", "lte"])
            if (condition.TryGetProperty(name, out var bound) && !InRange(name, bound, member, values, Text(condition, "assume_unit")))
                return false;
        return true;
    }

    private static bool InRange(string name, JsonElement bound, JsonProperty member, JsonElement values, string? assumed)
    {
        if (bound.ValueKind != (member.Value.ValueKind == JsonValueKind.Number && bound.ValueKind == JsonValueKind.Object ? JsonValueKind.Object : member.Value.ValueKind))
            return false;
        int? order = bound.ValueKind switch
        {
            JsonValueKind.String => ByCodePoint(Fold(member.Value.GetString()!), Fold(bound.GetString()!)),
            JsonValueKind.Number => Exactly(member.Value).CompareTo(Exactly(bound)),
            _ => Quantity(member, values, assumed, bound),
        };
        return order is { } sign && name switch { "eq" => sign == 0, "gt" => sign > 0, "gte" => sign >= 0, "lt" => sign < 0, _ => sign <= 0 };
    }

    private static int? Quantity(JsonProperty member, JsonElement values, string? assumed, JsonElement bound)
    {
        var written = values.EnumerateObject()
            .Where(other => other.Name is "units" or "unit" && other.Name != member.Name && other.Value.ValueKind == JsonValueKind.String)
            .Where(other => other.Value.GetString()!.Trim(' ').Length > 0)
            .OrderBy(other => other.Name == "units" ? 0 : 1).Select(other => other.Value.GetString()).FirstOrDefault() ?? assumed;
        var asked = UnitRegistry.Default.Parse(bound.GetProperty("unit").GetString());
        if (written is null || !UnitRegistry.Default.TryParse(written, out var unit, out _))
            return null;
        try
        {
            unit.Convert(1, asked);
            var target = UnitRegistry.Default.Parse(
                BaseUnits.Aggregate(asked.Dimension.ToString(), (text, unit) => text.Replace(unit.Dimension, unit.Name)));
            var (left, right) = (unit.Convert(member.Value.GetDouble(), target), asked.Convert(bound.GetProperty("value").GetDouble(), target));
            return left == right || Math.Abs(left - right) < 1e-12 * Math.Max(Math.Abs(left), Math.Abs(right)) ? 0 : left.CompareTo(right);
        }
        catch (UnitConversionException)
        {
            return null;
        }
    }

    private static bool TextHolds(JsonElement condition, string text)
    {
        if (condition.TryGetProperty("words", out var words))
            return HasWords(words.GetString()!, [text]);
        if (condition.TryGetProperty("prefix", out var prefix))
            return Fold(text).StartsWith(Fold(prefix.GetString()!), StringComparison.Ordinal);
        return condition.TryGetProperty("in", out var several)
            ? several.EnumerateArray().Any(item => item.GetString() == text)
            : condition.GetProperty("eq").GetString() == text;
    }

    private static bool HasWords(string query, string[] texts)
    {
        var there = texts.SelectMany(text => Word().Matches(Fold(text)).Select(match => match.Value)).ToHashSet();
        return Word().Matches(Fold(query)).All(wanted => query.Length > wanted.Index + wanted.Length && query[wanted.Index + wanted.Length] == '*'
            ? there.Any(word => word.StartsWith(wanted.Value, StringComparison.Ordinal))
            : there.Contains(wanted.Value));
    }

    private static IEnumerable<string> TextsOf(string? name, JsonElement[] nodes)
    {
        if (name is not null)
            yield return name;
        foreach (var node in nodes)
        {
            yield return node.GetProperty("id").GetString()!;
            foreach (var kind in (string[])["meta_controlled", "meta_user"])
                foreach (var entry in node.GetProperty(kind).EnumerateObject())
                    foreach (var member in entry.Value.EnumerateObject())
                        if (member.Value.ValueKind == JsonValueKind.String)
                            yield return member.Value.GetString()!;
        }
    }

    private static bool InTime(JsonElement condition, long time) =>
        (!condition.TryGetProperty("from", out var from) || time >= from.GetInt64()) && (!condition.TryGetProperty("to", out var to) || time <= to.GetInt64());

    private static bool AreEqual(JsonElement left, JsonElement right) => left.ValueKind == right.ValueKind && left.ValueKind switch
    {
        JsonValueKind.String => left.GetString() == right.GetString(),
        JsonValueKind.Number => Exactly(left).CompareTo(Exactly(right)) == 0,
        _ => true,
    };

    /// <summary>The value times 2^1074, which every double and every integer is a whole number of.</summary>
    private static BigInteger Exactly(JsonElement number)
    {
        if (ulong.TryParse(number.GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture, out var large))
            return (BigInteger)large << 1074;
        if (long.TryParse(number.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return (BigInteger)integer << 1074;
        var bits = BitConverter.DoubleToInt64Bits(number.GetDouble());
        var exponent = (int)((bits >> 52) & 0x7ff);
        var mantissa = (BigInteger)(bits & 0xfffffffffffff) + (exponent == 0 ? 0 : 1L << 52);
        return (bits < 0 ? -mantissa : mantissa) << Math.Max(exponent - 1, 0);
    }

    private static int ByCodePoint(string left, string right)
    {
        var (one, two) = (left.EnumerateRunes().Select(rune => rune.Value).ToArray(), right.EnumerateRunes().Select(rune => rune.Value).ToArray());
        return one.AsSpan().SequenceCompareTo(two);
    }

    /// <summary>Of the characters of the generator these alone have another compatibility form.</summary>
    private static string Fold(string text) => new StringBuilder(text).Replace("\ufb01", "fi").Replace("\uff21", "A").ToString().ToLowerInvariant();

    private static string? Text(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.GetString() : null;

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+")]
    private static partial Regex Word();
}
