using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SampleService.Cli;

/// <summary>
/// Filters for the shell: terms that all hold, such as <c>depth&gt;=10ft material=Soil owner=alice</c>, as the filter that the service takes
/// (docs/finding.md). Keys are those of metadata but for <see cref="About"/>; <c>meta:owner</c> is the metadata of that name.
/// </summary>
internal static partial class ShortFilter
{
    private const string MetadataPrefix = "meta:";

    /// <summary>What is not metadata, as the filter calls it.</summary>
    private static readonly Dictionary<string, string> About = new(StringComparer.Ordinal)
    {
        ["id"] = "id",
        ["name"] = "name",
        ["owner"] = "owner",
        ["saved-by"] = "saved_by",
        ["created"] = "created",
        ["saved"] = "saved",
        ["node"] = "node",
        ["type"] = "node_type",
        ["text"] = "text",
        ["link"] = "link",
    };

    private static readonly string[] Lists = ["id", "owner", "saved_by", "node_type"];

    /// <summary>The filter; null where there is no term.</summary>
    /// <exception cref="FailureException">A term is none.</exception>
    public static JsonObject? Read(IEnumerable<string> terms)
    {
        var conditions = new List<JsonObject>();
        foreach (var term in terms.Select(ShortTerm.Parse))
            if (!TryJoin(conditions, term))
                conditions.Add(Negate(term, Condition(term)));
        return conditions.Count switch
        {
            0 => null,
            1 => conditions[0],
            _ => new JsonObject { ["all"] = new JsonArray([.. conditions]) },
        };
    }

    /// <summary>The other bound of a range that one of the terms before has begun belongs to the same value.</summary>
    private static bool TryJoin(List<JsonObject> conditions, ShortTerm term)
    {
        if (term.IsNegated || !ShortTerm.Ranges.TryGetValue(term.Operator, out var bound))
            return false;
        var added = Condition(term);
        var (member, opposite) = added.ContainsKey("on") && (string?)added["on"] != "meta"
            ? (bound[0] == 'g' ? "from" : "to", bound[0] == 'g' ? "to" : "from")
            : (bound, bound[0] == 'g' ? "l" : "g");
        foreach (var condition in conditions)
        {
            var isSame = (string?)condition["on"] == (string?)added["on"] && (string?)condition["key"] == (string?)added["key"];
            var isOpen = condition.All(other => other.Key is "on" or "key" || other.Key.StartsWith(opposite, StringComparison.Ordinal));
            if (!isSame || !isOpen || condition.ContainsKey("not") || condition.Count <= (condition.ContainsKey("key") ? 2 : 1))
                continue;
            condition[member] = added[member]!.DeepClone();
            return true;
        }

        return false;
    }

    private static JsonObject Negate(ShortTerm term, JsonObject condition) => term.IsNegated ? new JsonObject { ["not"] = condition } : condition;

    private static JsonObject Condition(ShortTerm term)
    {
        if (!About.TryGetValue(term.Key, out var on))
            return OnMetadata(term, term.Key.StartsWith(MetadataPrefix, StringComparison.Ordinal) ? term.Key[MetadataPrefix.Length..] : term.Key);
        var condition = new JsonObject { ["on"] = on };
        if (on is "created" or "saved")
            return OnTime(condition, term);
        if (on == "link")
        {
            condition[term.Value.Count(c => c == '/') switch { 0 => "workspace", 1 => "object", _ => "upa" }] =
                long.TryParse(term.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var workspace) ? workspace : term.Value;
            return condition;
        }

        if (on == "text")
            condition["words"] = term.Operator == "~" ? term.Value : throw Unfit(term, "text~WORDS");
        else if (Lists.Contains(on))
            condition["in"] = term.Operator == "=" ? ListOf(term.Value) : throw Unfit(term, $"{term.Key}=VALUE");
        else
            AddTextTest(condition, term);
        return condition;
    }

    private static JsonObject OnMetadata(ShortTerm term, string key)
    {
        var condition = new JsonObject { ["on"] = "meta", ["key"] = key };
        if (ShortTerm.Ranges.TryGetValue(term.Operator, out var bound))
            condition[bound] = Quantity(term.Value);
        else if (term.Operator == "=" && !term.Value.Contains('|', StringComparison.Ordinal))
            condition["eq"] = Primitive(term.Value);
        else if (term.Operator == "=")
            condition["in"] = new JsonArray([.. term.Value.Split('|').Select(Primitive)]);
        else if (term.Operator.Length > 0)
            AddTextTest(condition, term);
        return condition;
    }

    private static JsonObject OnTime(JsonObject condition, ShortTerm term)
    {
        if (term.Operator is not (">=" or "<="))
            throw Unfit(term, $"{term.Key}>=TIME or {term.Key}<=TIME");
        condition[term.Operator == ">=" ? "from" : "to"] = Moments.TryParse(term.Value, out var milliseconds)
            ? milliseconds
            : throw new FailureException(ExitCodes.Error, $"'{term.Value}' is no time such as 2027-01-01 or 2027-01-01T12:00:00.");
        return condition;
    }

    private static void AddTextTest(JsonObject condition, ShortTerm term)
    {
        switch (term.Operator)
        {
            case "~":
                condition["words"] = term.Value;
                break;
            case "^=":
                condition["prefix"] = term.Value;
                break;
            case "=" when term.Value.Contains('|', StringComparison.Ordinal) && (string?)condition["on"] == "node":
                condition["in"] = ListOf(term.Value);
                break;
            case "=":
                condition["eq"] = term.Value;
                break;
            default:
                throw Unfit(term, $"{term.Key}=VALUE, {term.Key}^=BEGINNING or {term.Key}~WORDS");
        }
    }

    private static JsonArray ListOf(string values) => new([.. values.Split('|').Select(static value => (JsonNode)value.Trim(' '))]);

    /// <summary>A number, a boolean, or else a text; in quotes it is a text whatever it looks like.</summary>
    private static JsonNode Primitive(string value) => value switch
    {
        ['"', .. var text, '"'] => text,
        "true" => true,
        "false" => false,
        _ => NumberOf(value) is { } number ? number : value,
    };

    /// <summary>A number with or without a unit, or else a text.</summary>
    private static JsonNode Quantity(string value)
    {
        if (value is ['"', .. var text, '"'])
            return text;
        var match = WithUnit().Match(value);
        if (!match.Success || NumberOf(match.Groups["number"].Value) is not { } number)
            return value;
        var unit = match.Groups["unit"].Value;
        // A date begins like a number, and is none.
        return unit.Length == 0 ? number : char.IsLetter(unit[0]) || unit[0] is '%' or '°' or 'µ' ? new JsonObject { ["value"] = number, ["unit"] = unit } : value;
    }

    /// <summary>A number as it was written.</summary>
    private static JsonNode? NumberOf(string text) => JsonNumber().IsMatch(text) ? JsonNode.Parse(text) : null;

    private static FailureException Unfit(ShortTerm term, string form) =>
        new(ExitCodes.Error, $"'{term.Key}{term.Operator}{term.Value}' has to be {form}.");

    [GeneratedRegex(@"^(?<number>-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)\s*(?<unit>.*)$", RegexOptions.Singleline)]
    private static partial Regex WithUnit();

    [GeneratedRegex(@"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$")]
    private static partial Regex JsonNumber();
}
