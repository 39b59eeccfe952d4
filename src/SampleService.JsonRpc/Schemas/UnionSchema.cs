using System.Text.Json.Nodes;

namespace SampleService.JsonRpc;

/// <summary>One of several objects, which a member tells apart. Members that are not known are for the method to refuse: only it knows which object is meant.</summary>
/// <param name="Choices">The objects; each has a name.</param>
public sealed record UnionSchema(params ObjectSchema[] Choices) : Schema
{
    internal override bool HasMembers => false;

    private protected override JsonObject Write(SchemaComponents components) =>
        new() { ["anyOf"] = new JsonArray([.. Choices.Select(choice => (JsonNode)choice.ToJson(components))]) };
}
