using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SampleService.Client.Tests.Support;

/// <summary>Compares a type with the schema that the service tells of.</summary>
/// <param name="document">The document of <c>rpc.discover</c>.</param>
internal sealed class SchemaFit(JsonElement document)
{
    private const string Reference = "#/components/schemas/";

    /// <summary>What callers may send back of a sample that they have read, and what counts for nothing then.</summary>
    private static readonly string[] Ignored = ["user", "save_date", "version"];

    /// <summary>Where type and schema differ: members that one of them does not have, and values of another kind.</summary>
    public IEnumerable<string> FindDifferences(JsonElement schema, JsonTypeInfo type, string path)
    {
        if (type.PolymorphismOptions is { } polymorphism)
            return schema.GetProperty("anyOf").EnumerateArray().SelectMany(choice => FindDifferences(choice, type, polymorphism, path));
        // One of its own name, or null.
        if (schema.TryGetProperty("anyOf", out var choices))
            schema = choices[0];
        var name = schema.TryGetProperty("$ref", out var reference) ? reference.GetString()![Reference.Length..] : null;
        if (name is not null)
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(name);
        if (schema.TryGetProperty("properties", out var properties))
            return FindDifferences(
                properties.EnumerateObject().Where(property => name != nameof(NewSample) || !Ignored.Contains(property.Name))
                    .ToDictionary(property => property.Name, property => property.Value),
                type, path);
        if (schema.TryGetProperty("items", out var items))
            return type.Kind == JsonTypeInfoKind.Enumerable ? FindDifferences(items, Of(type, type.ElementType!), path + "[]") : [path + " is a list"];
        if (schema.TryGetProperty("additionalProperties", out var values) && values.ValueKind == JsonValueKind.Object)
            return type.Kind == JsonTypeInfoKind.Dictionary ? FindDifferences(values, Of(type, type.ElementType!), path + "{}") : [path + " is a map"];
        return type.Kind == JsonTypeInfoKind.None ? [] : [path + " is a single value"];
    }

    /// <summary>The same for one of several objects, which a member tells apart.</summary>
    private IEnumerable<string> FindDifferences(JsonElement choice, JsonTypeInfo type, JsonPolymorphismOptions polymorphism, string path)
    {
        var schema = document.GetProperty("components").GetProperty("schemas").GetProperty(choice.GetProperty("$ref").GetString()![Reference.Length..]);
        var members = schema.GetProperty("properties").EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
        Assert.True(members.Remove(polymorphism.TypeDiscriminatorPropertyName!, out var discriminator));
        var name = discriminator.GetProperty("enum")[0].GetString();
        var derived = polymorphism.DerivedTypes.Single(candidate => (string?)candidate.TypeDiscriminator == name).DerivedType;
        return FindDifferences(members, Of(type, derived), $"{path} {name}");
    }

    /// <summary>The same for the members of an object.</summary>
    public IEnumerable<string> FindDifferences(IReadOnlyDictionary<string, JsonElement> described, JsonTypeInfo type, string path)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return [path + " is an object"];
        var members = type.Properties.ToDictionary(member => member.Name);
        return described.Keys.Except(members.Keys).Select(name => $"{path}.{name} is missing")
            .Concat(members.Keys.Except(described.Keys).Select(name => $"{path}.{name} is not of the service"))
            .Concat(described.Keys.Intersect(members.Keys).SelectMany(
                name => FindDifferences(described[name], Of(type, members[name].PropertyType), $"{path}.{name}")));
    }

    private static JsonTypeInfo Of(JsonTypeInfo known, Type type) => known.Options.GetTypeInfo(type);
}
