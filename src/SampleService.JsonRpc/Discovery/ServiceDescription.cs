using System.Text.Json.Nodes;

namespace SampleService.JsonRpc;

/// <summary>The method table as a service description of JSON-RPC 1.1.</summary>
internal static class ServiceDescription
{
    /// <summary>Stands for this service wherever it runs.</summary>
    internal const string Id = "urn:uuid:2d7c1b3e-6f0a-4b52-9d5e-0c8a1f4e7b96";

    /// <summary>Makes the description.</summary>
    public static JsonObject Of(MethodTable methods, ServiceInfo service) => new()
    {
        ["sdversion"] = "1.0",
        ["name"] = service.Title,
        ["id"] = Id,
        ["version"] = service.Version,
        ["procs"] = new JsonArray([.. methods.All.Select(method => (JsonNode)new JsonObject
        {
            ["name"] = method.Name,
            ["summary"] = method.Descriptor.Summary,
            ["params"] = method.TakesArgument ? new JsonArray(new JsonObject { ["name"] = "argument", ["type"] = "obj" }) : new JsonArray(),
            ["return"] = new JsonObject { ["type"] = TypeOf(method.Descriptor.Result) },
        })]),
    };

    private static string TypeOf(Schema? result) => result switch
    {
        null => "nil",
        ArraySchema => "arr",
        ObjectSchema or MapSchema => "obj",
        _ => "any",
    };
}
