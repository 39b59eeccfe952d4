using System.Text;
using SampleService.Json;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace SampleService.JsonRpc;

/// <summary>A member of an object: declared once, read by its declaration, described from it.</summary>
/// <param name="Name">Its name; ASCII.</param>
/// <param name="Schema">What its value may be.</param>
/// <param name="Description">What it means, in one or two sentences of Markdown.</param>
public sealed record Member(string Name, Schema Schema, string Description)
{
    private readonly byte[] _utf8 = Encoding.ASCII.GetBytes(Name);

    /// <summary>Whether the object is refused without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The same member, without which the object is refused.</summary>
    public Member Required() => this with { IsRequired = true };

    /// <summary>The value in an object; absent when the object does not have it.</summary>
    public JsonValue In(JsonValue value) => value[_utf8];

    internal bool Is(JsonValue name) => name.IsText(_utf8);

    internal JsonObject ToJson(SchemaComponents components)
    {
        var node = Schema.ToJson(components);
        node["description"] = Description;
        return node;
    }
}
