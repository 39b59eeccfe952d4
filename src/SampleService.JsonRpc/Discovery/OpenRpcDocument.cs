using System.Text.Json.Nodes;

namespace SampleService.JsonRpc;

/// <summary>The method table as an OpenRPC document (spec.open-rpc.org).</summary>
internal static class OpenRpcDocument
{
    private const string SpecificationVersion = "1.3.2";

    private const string Description =
        "JSON-RPC 1.1, 2.0 or without a version, by HTTP POST. A method takes one object by position, or nothing. "
        + "`result` is a list with the one value described here, and `null` for methods without a result. "
        + "Errors with a code of their own come as -32000 with the message `Sample service error code {code} {message}: {detail}`; "
        + "the details are in `data` here.";

    /// <summary>Makes the document.</summary>
    public static JsonObject Of(MethodTable methods, ServiceInfo service)
    {
        var components = new SchemaComponents();
        var list = new JsonArray([.. methods.All.Select(method => (JsonNode)Method(method, components))]);
        var limits = new JsonObject();
        foreach (var (setting, value) in service.Limits)
            limits[setting] = value;
        return new JsonObject
        {
            ["openrpc"] = SpecificationVersion,
            ["info"] = new JsonObject { ["title"] = service.Title, ["version"] = service.Version, ["description"] = Description },
            ["methods"] = list,
            ["components"] = new JsonObject { ["schemas"] = components.ToJson() },
            ["x-limits"] = limits,
            ["x-features"] = Texts(service.Features),
        };
    }

    private static JsonObject Method(RpcMethod method, SchemaComponents components)
    {
        var descriptor = method.Descriptor;
        var node = new JsonObject { ["name"] = descriptor.Name, ["summary"] = descriptor.Summary };
        if (descriptor.Notes is not null)
            node["description"] = descriptor.Notes;
        node["tags"] = new JsonArray(new JsonObject { ["name"] = descriptor.Group });
        node["paramStructure"] = "by-position";
        node["params"] = new JsonArray();
        if (descriptor.Parameters is { } parameters)
        {
            var schema = parameters.ToJson(components);
            if (method.RefusesUnknownMembers)
                schema["additionalProperties"] = false;
            node["params"]!.AsArray().Add(Content("argument", schema, isRequired: !descriptor.IsArgumentOptional));
        }

        node["result"] = Content(
            "value", descriptor.Result?.ToJson(components) ?? new JsonObject { ["type"] = "null" }, isRequired: descriptor.Result is not null);
        node["errors"] = Errors(descriptor);
        node["examples"] = new JsonArray([.. descriptor.Examples.Select((example, i) => (JsonNode)Example(descriptor, example, i))]);
        node["x-rights"] = Rights(descriptor.Rights);
        node["x-checks"] = new JsonArray([.. descriptor.Checks.Select(check => (JsonNode)Check(check))]);
        return node;
    }

    private static JsonObject Content(string name, JsonObject schema, bool isRequired) =>
        new() { ["name"] = name, ["required"] = isRequired, ["schema"] = schema };

    /// <summary>One error for each code, as OpenRPC wants it; the details are its data.</summary>
    private static JsonArray Errors(MethodDescriptor descriptor)
    {
        var errors = descriptor.Checks.SelectMany(check => check.Errors).GroupBy(error => (error.Code, error.Type));
        return new JsonArray([.. errors.OrderBy(group => group.Key.Code).Select(group => (JsonNode)new JsonObject
        {
            ["code"] = group.Key.Code ?? RpcError.Server("").Code,
            ["message"] = group.Key.Type ?? RpcError.Server("").Name,
            ["data"] = Texts(group.Select(error => error.Detail).Distinct()),
        })]);
    }

    private static JsonObject Check(MethodCheck check) => new()
    {
        ["condition"] = check.Condition,
        ["errors"] = new JsonArray([.. check.Errors.Select(error => (JsonNode)(error.Code is { } code
            ? new JsonObject { ["code"] = code, ["detail"] = error.Detail }
            : new JsonObject { ["detail"] = error.Detail }))]),
    };

    private static JsonObject Example(MethodDescriptor descriptor, MethodExample example, int index)
    {
        var node = new JsonObject { ["name"] = example.Title ?? (index == 0 ? descriptor.ShortName : $"{descriptor.ShortName} {index + 1}") };
        node["params"] = new JsonArray();
        if (example.Argument is { } argument)
            node["params"]!.AsArray().Add(Value("argument", argument));
        node["result"] = Value("value", example.Result ?? "null");
        if (example.Caller is not null)
            node["x-caller"] = example.Caller;
        if (example.IsForm)
            node["x-form"] = true;
        return node;
    }

    private static JsonObject Value(string name, string json) => new() { ["name"] = name, ["value"] = JsonNode.Parse(json) };

    private static JsonObject Rights(MethodRights rights)
    {
        var node = new JsonObject { ["token"] = Lower(rights.Token) };
        if (rights.Administration != AdministrationNeed.None)
            node["administration"] = Lower(rights.Administration);
        if (rights.IsForAdministrators)
            node["administrators-only"] = true;
        if (rights.IsOpenToWorkspaceAdministrators)
            node["workspace-administrators"] = true;
        if (rights.AdministratedAs is not null)
            node["administrated-as"] = rights.AdministratedAs;
        if (rights.Needs.Count > 0)
            node["needs"] = new JsonArray([.. rights.Needs.Select(need => (JsonNode)new JsonObject
            {
                ["subject"] = need.Subject, ["level"] = need.Level,
            })]);
        if (rights.ForEachLink is not null)
            node["for-each-link"] = rights.ForEachLink;
        if (rights.ShowsReadableLinks)
            node["shows"] = "links whose workspace the caller can read";
        return node;
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
