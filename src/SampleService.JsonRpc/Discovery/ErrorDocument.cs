using System.Text.Json.Nodes;

namespace SampleService.JsonRpc;

/// <summary>All errors of a door, for programs and for docs/errors.md.</summary>
internal static class ErrorDocument
{
    /// <summary>Makes the part of the OpenRPC document.</summary>
    public static JsonObject Of(DoorDescription door, IEnumerable<CatalogueError> catalogue, IEnumerable<DoorRefusal> refusals) => new()
    {
        ["door"] = new JsonArray([.. door.Errors.Select(error => (JsonNode)new JsonObject
        {
            ["code"] = error.Code, ["message"] = error.Name, ["when"] = error.When,
        })]),
        ["catalogue"] = new JsonArray([.. catalogue.Select(error => (JsonNode)Of(door, error))]),
        ["refusals"] = new JsonArray([.. refusals.Select(refusal => (JsonNode)new JsonObject
        {
            ["status"] = refusal.Status, ["error"] = refusal.Error, ["when"] = refusal.When,
        })]),
    };

    private static JsonObject Of(DoorDescription door, CatalogueError error)
    {
        var node = new JsonObject { ["code"] = error.Code, ["type"] = error.Type, ["when"] = error.When };
        if (door.OfMethod is { } shown)
            node["shown"] = shown(error.Code).Code;
        else if (error.IsPlain)
            node["plain"] = true;
        return node;
    }
}
