using System.Text.Json.Nodes;

namespace SampleService.JsonRpc;

/// <summary>
/// What a JSON value may be. The one declaration serves the description of a method (as JSON Schema, draft 7) and the search for
/// members that are not known; the readers of parameters take the names of members from it. It is the documented form: a method
/// may take more than that, and its own checks decide.
/// </summary>
public abstract record Schema
{
    /// <summary>What the value means; null where its name says it.</summary>
    public string? Description { get; init; }

    /// <summary>Whether null may stand for it.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Text of at most so many code points.</summary>
    public static ValueSchema Text(int? maxLength = null) => new("string") { MaxLength = maxLength };

    /// <summary>An integer literal between two bounds.</summary>
    public static ValueSchema Integer(long? min = null, long? max = null) => new("integer") { Min = min, Max = max };

    /// <summary>A UUID.</summary>
    public static ValueSchema Uuid { get; } = new("string") { Format = "uuid" };

    /// <summary>Exactly true or false.</summary>
    public static ValueSchema Boolean { get; } = new("boolean");

    /// <summary>Any value, of which only counts whether it is empty, zero, false or null.</summary>
    public static ValueSchema Flag { get; } = new() { Title = "flag" };

    /// <summary>Any value.</summary>
    public static ValueSchema Any { get; } = new();

    /// <summary>One of these texts.</summary>
    public static ValueSchema OneOf(params string[] choices) => new("string") { Choices = choices };

    /// <summary>Whether there are objects with known members somewhere in it.</summary>
    internal abstract bool HasMembers { get; }

    /// <summary>As JSON Schema.</summary>
    /// <param name="components">Takes the schemas that have names of their own.</param>
    public JsonObject ToJson(SchemaComponents components)
    {
        var node = Write(components);
        if (Description is not null)
            node["description"] = Description;
        return node;
    }

    private protected abstract JsonObject Write(SchemaComponents components);

    private protected JsonNode TypeNode(params string[] types)
    {
        string[] all = IsNullable ? [.. types, "null"] : types;
        return all.Length == 1 ? all[0] : new JsonArray([.. all.Select(type => (JsonNode)type)]);
    }
}

/// <summary>A value that is no array and no object.</summary>
/// <param name="Types">Its types as JSON Schema calls them; none for any value.</param>
public sealed record ValueSchema(params string[] Types) : Schema
{
    /// <summary>What kind of value it is, where no type says it.</summary>
    public string? Title { get; init; }

    /// <summary>The format, as JSON Schema calls it.</summary>
    public string? Format { get; init; }

    /// <summary>The longest text, in code points.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The smallest number.</summary>
    public long? Min { get; init; }

    /// <summary>The largest number.</summary>
    public long? Max { get; init; }

    /// <summary>The texts it can be; null for any.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    internal override bool HasMembers => false;

    private protected override JsonObject Write(SchemaComponents components)
    {
        var node = new JsonObject();
        if (Title is not null)
            node["title"] = Title;
        if (Types.Length > 0)
            node["type"] = TypeNode(Types);
        if (Format is not null)
            node["format"] = Format;
        if (MaxLength is not null)
            node["maxLength"] = MaxLength;
        if (Min is not null)
            node["minimum"] = Min;
        if (Max is not null)
            node["maximum"] = Max;
        if (Choices is not null)
        {
            var values = Choices.Select(choice => (JsonNode?)choice);
            node["enum"] = new JsonArray([.. IsNullable ? values.Append(null) : values]);
        }

        return node;
    }
}

/// <summary>An array.</summary>
/// <param name="Item">Its items.</param>
public sealed record ArraySchema(Schema Item) : Schema
{
    /// <summary>How many items it has at least.</summary>
    public int? Min { get; init; }

    /// <summary>How many items it has at most.</summary>
    public int? Max { get; init; }

    internal override bool HasMembers => Item.HasMembers;

    private protected override JsonObject Write(SchemaComponents components)
    {
        var node = new JsonObject { ["type"] = TypeNode("array"), ["items"] = Item.ToJson(components) };
        if (Min is not null)
            node["minItems"] = Min;
        if (Max is not null)
            node["maxItems"] = Max;
        return node;
    }
}

/// <summary>An object whose member names are the caller's.</summary>
/// <param name="Value">The values.</param>
public sealed record MapSchema(Schema Value) : Schema
{
    internal override bool HasMembers => Value.HasMembers;

    private protected override JsonObject Write(SchemaComponents components) =>
        new() { ["type"] = TypeNode("object"), ["additionalProperties"] = Value.ToJson(components) };
}
