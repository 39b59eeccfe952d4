using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace SampleService.Server.Tests.Reference;

/// <summary>The schemas of an OpenRPC document, for validation.</summary>
internal sealed class ReferenceSchemas(JsonNode document)
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    /// <summary>What of a value is not as a schema of the document has it; null for nothing.</summary>
    public string? FindFault(JsonNode schema, JsonNode? value)
    {
        // A schema refers to those that have names of their own by their place in the document.
        var whole = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["components"] = document["components"]!.DeepClone(),
            ["allOf"] = new JsonArray(schema.DeepClone()),
        };
        return FindFault(JsonSchema.FromText(whole.ToJsonString()), value);
    }

    /// <summary>The same for a schema that stands by itself.</summary>
    public static string? FindFault(JsonSchema schema, JsonNode? value)
    {
        var element = JsonDocument.Parse(value?.ToJsonString() ?? "null").RootElement;
        var results = schema.Evaluate(element, Options);
        return results.IsValid
            ? null
            : string.Join("; ", results.Details!.Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation} {string.Join(", ", detail.Errors!.Values)}"));
    }
}
