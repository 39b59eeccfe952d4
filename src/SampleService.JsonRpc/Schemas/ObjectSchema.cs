using System.Text.Json.Nodes;

namespace SampleService.JsonRpc;

/// <summary>An object with members that are known.</summary>
/// <param name="Members">Its members, in the order in which they are described and written.</param>
public sealed record ObjectSchema(params Member[] Members) : Schema
{
    /// <summary>The name under which a document describes it once; null to describe it where it stands.</summary>
    public string? Name { get; init; }

    internal override bool HasMembers => true;

    /// <summary>Refuses a value that has members which are not known, at any depth.</summary>
    /// <exception cref="UnknownMemberException">Names the first.</exception>
    public void RefuseUnknown(SampleService.Json.JsonValue value) => UnknownMember.Refuse(value, this);

    private protected override JsonObject Write(SchemaComponents components)
    {
        if (Name is null || components.AreInPlace)
            return WriteMembers(components);
        components.Add(Name, () => WriteMembers(components));
        var reference = new JsonObject { ["$ref"] = $"#/components/schemas/{Name}" };
        return IsNullable ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
    }

    private JsonObject WriteMembers(SchemaComponents components)
    {
        var properties = new JsonObject();
        foreach (var member in Members)
            properties[member.Name] = member.ToJson(components);
        var node = new JsonObject { ["type"] = Name is null || components.AreInPlace ? TypeNode("object") : "object", ["properties"] = properties };
        var required = Members.Where(member => member.IsRequired).Select(member => (JsonNode)member.Name).ToArray();
        if (required.Length > 0)
            node["required"] = new JsonArray(required);
        return node;
    }
}

/// <summary>The schemas of a document that have names of their own.</summary>
public sealed class SchemaComponents
{
    /// <summary>Whether schemas are described wherever they stand, for a schema that has no document around it.</summary>
    public bool AreInPlace { get; init; }

    private readonly SortedDictionary<string, JsonObject?> _schemas = new(StringComparer.Ordinal);

    /// <summary>All of them by name.</summary>
    public JsonObject ToJson()
    {
        var node = new JsonObject();
        foreach (var (name, schema) in _schemas)
            node[name] = schema!.DeepClone();
        return node;
    }

    /// <summary>Adds a schema, unless it is there or being made.</summary>
    internal void Add(string name, Func<JsonObject> write)
    {
        if (!_schemas.TryAdd(name, null))
            return;
        _schemas[name] = write();
    }
}
