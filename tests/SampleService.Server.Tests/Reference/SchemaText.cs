using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SampleService.Server.Tests.Reference;

/// <summary>Schemas as tables and words; those with names of their own are explained once, at the end of the page.</summary>
internal sealed class SchemaText(JsonObject components)
{
    private const string Prefix = "#/components/schemas/";

    private readonly List<string> _used = [];

    /// <summary>A schema in a few words.</summary>
    public string Describe(JsonNode schema)
    {
        if (schema["$ref"] is { } reference)
            return Use((string)reference!);
        if (schema["anyOf"] is JsonArray choices)
            return string.Join(" or ", choices.Select(choice => Describe(choice!)));
        if (schema["enum"] is JsonArray values)
            return string.Join(", ", values.Where(value => value is not null).Select(value => $"`{value}`")) + (TypesOf(schema).Contains("null") ? ", null" : "");
        if (schema["title"] is { } title)
            return (string)title!;
        var types = TypesOf(schema).Select(type => type switch
        {
            "array" => ListOf(schema),
            "object" => schema["additionalProperties"] is JsonObject value ? $"object of {Plural(Describe(value))}" : "object",
            "string" => Text(schema),
            "integer" => $"integer{Bounds(schema, "minimum", "maximum")}",
            _ => type,
        });
        return string.Join(" or ", types.DefaultIfEmpty("any value"));
    }

    /// <summary>The members of an object as a table; nothing for other schemas.</summary>
    public void WriteMembers(StringBuilder text, JsonNode schema, string title)
    {
        if (schema["properties"] is not JsonObject properties || properties.Count == 0)
            return;
        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
        text.Append($"| {title} | type | |\n|---|---|---|\n");
        foreach (var (name, member) in properties)
        {
            var star = required.Contains(name) && title == "parameter" ? "*" : "";
            text.Append($"| `{name}`{star} | {Describe(member!)} | {member!["description"]} |\n");
            if (InnerOf(member) is { } inner)
                foreach (var (innerName, innerMember) in inner)
                    text.Append($"| `{name}{(IsList(member) ? "[]" : "")}.{innerName}` | {Describe(innerMember!)} | {innerMember!["description"]} |\n");
        }

        text.Append(title == "parameter" && required.Count > 0 ? "\n\\* required\n\n" : "\n");
    }

    /// <summary>The schemas that were referred to, and those they refer to.</summary>
    public void WriteUsed(StringBuilder text)
    {
        if (_used.Count == 0)
            return;
        text.Append("# Types\n\n");
        for (var i = 0; i < _used.Count; i++)
        {
            text.Append($"## {_used[i]}\n\n");
            WriteMembers(text, components[_used[i]]!, "member");
        }
    }

    private string Use(string reference)
    {
        var name = reference[Prefix.Length..];
        if (!_used.Contains(name))
            _used.Add(name);
        return $"[{name}](#{name.ToLowerInvariant()})";
    }

    private string ListOf(JsonNode schema) => $"list of {Plural(Describe(schema["items"]!))}{Bounds(schema, "minItems", "maxItems")}";

    private static bool IsList(JsonNode schema) => schema["items"] is not null;

    /// <summary>The members of an object that stands in place, or of the items of a list.</summary>
    private static JsonObject? InnerOf(JsonNode schema) => (schema["items"] ?? schema)["properties"] as JsonObject;

    private static string Text(JsonNode schema) =>
        (string?)schema["format"] == "uuid" ? "UUID"
        : schema["maxLength"] is { } longest ? string.Create(CultureInfo.InvariantCulture, $"string, at most {longest} code points") : "string";

    private static string Plural(string what) =>
        what.EndsWith(')') || what.Contains(' ', StringComparison.Ordinal) || what.Contains('`', StringComparison.Ordinal) ? what : what + "s";

    private static string Bounds(JsonNode schema, string min, string max) => (schema[min], schema[max]) switch
    {
        ({ } from, { } to) => $", {from} to {to}",
        ({ } from, null) => min == "minItems" ? $", at least {from}" : $" from {from} on",
        (null, { } to) => $", at most {to}",
        _ => "",
    };

    private static IEnumerable<string> TypesOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => several.Select(type => (string)type!),
        { } one => [(string)one!],
        _ => [],
    };
}
