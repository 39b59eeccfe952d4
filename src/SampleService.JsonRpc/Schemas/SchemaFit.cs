using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// Holds the members of an argument against the schema: which there are, which are required, and the JSON type of each. What is
/// inside a value is for the method to check. What it tells names members of the schema alone, so that it can be logged.
/// </summary>
internal static class SchemaFit
{
    /// <summary>Why an argument does not fit; null where it does.</summary>
    /// <param name="argument">An object; absent counts as an empty one.</param>
    /// <param name="schema">What it may be.</param>
    public static string? FindMisfit(JsonValue argument, ObjectSchema schema)
    {
        if (FindUnknown(argument, schema) is { } unknown)
            return unknown;
        foreach (var member in schema.Members)
        {
            var value = member.In(argument);
            if (value.Kind == JsonKind.Absent)
            {
                if (member.IsRequired)
                    return $"{member.Name} is missing";
            }
            else if (!IsOfType(value, member.Schema))
            {
                return $"{member.Name} is of the wrong type";
            }
        }

        return null;
    }

    /// <summary>Whether there is a member that the schema does not have; null where there is none.</summary>
    public static string? FindUnknown(JsonValue argument, ObjectSchema schema)
    {
        foreach (var member in argument.Members)
            if (!Array.Exists(schema.Members, known => known.Is(member.Name)))
                return "there is a member that is not known";
        return null;
    }

    private static bool IsOfType(JsonValue value, Schema schema) => value.Kind == JsonKind.Null
        ? schema.IsNullable || schema is ValueSchema { Types: [] }
        : schema switch
        {
            ArraySchema => value.Kind == JsonKind.Array,
            ObjectSchema or MapSchema => value.Kind == JsonKind.Object,
            ValueSchema { Types: { Length: > 0 } types } => Array.Exists(types, type => IsOfType(value, type)),
            _ => true,
        };

    private static bool IsOfType(JsonValue value, string type) => type switch
    {
        "string" => value.Kind == JsonKind.String,
        "integer" => value.IsInteger,
        "number" => value.Kind == JsonKind.Number,
        "boolean" => value.Kind is JsonKind.True or JsonKind.False,
        "null" => value.Kind == JsonKind.Null,
        "array" => value.Kind == JsonKind.Array,
        "object" => value.Kind == JsonKind.Object,
        _ => throw new ArgumentException($"{type} is no type of JSON Schema", nameof(type)),
    };
}
