using System.Text.Json.Nodes;

namespace SampleService.JsonRpc;

/// <summary>The methods of a door as an OpenRPC document (spec.open-rpc.org).</summary>
/// <param name="door">The door.</param>
/// <param name="service">What is told beside the methods.</param>
internal sealed class OpenRpcDocument(DoorDescription door, ServiceInfo service)
{
    private const string SpecificationVersion = "1.3.2";

    private readonly SchemaComponents _components = new();

    /// <summary>Makes the document.</summary>
    /// <param name="methods">The methods.</param>
    /// <param name="errors">All errors of the door.</param>
    public JsonObject Write(MethodTable methods, JsonObject errors)
    {
        var list = new JsonArray([.. methods.All.Select(method => (JsonNode)Method(method))]);
        var limits = new JsonObject();
        foreach (var (setting, value) in service.Limits)
            limits[setting] = value;
        return new JsonObject
        {
            ["openrpc"] = SpecificationVersion,
            ["info"] = new JsonObject { ["title"] = service.Title, ["version"] = service.Version, ["description"] = door.Summary },
            ["methods"] = list,
            ["components"] = new JsonObject { ["schemas"] = _components.ToJson() },
            ["x-errors"] = errors,
            ["x-limits"] = limits,
            ["x-features"] = Texts(service.Features),
        };
    }

    private JsonObject Method(RpcMethod method)
    {
        var descriptor = method.Descriptor;
        var node = new JsonObject { ["name"] = descriptor.Name, ["summary"] = descriptor.Summary };
        if (descriptor.Notes is not null)
            node["description"] = descriptor.Notes;
        node["tags"] = new JsonArray(new JsonObject { ["name"] = descriptor.Group });
        node["paramStructure"] = door.IsByPosition ? "by-position" : "by-name";
        node["params"] = door.IsByPosition ? Argument(method) : Parameters(descriptor.Parameters);
        node["result"] = Content(
            "value", descriptor.Result?.ToJson(_components) ?? new JsonObject { ["type"] = "null" }, isRequired: descriptor.Result is not null);
        node["errors"] = door.OfMethod is { } shown ? ShownErrors(descriptor, shown) : Errors(descriptor);
        node["examples"] = new JsonArray([.. descriptor.Examples.Select((example, i) => (JsonNode)Example(descriptor, example, i))]);
        if (descriptor.Doors == Doors.WebSocket)
            node["x-transport"] = "websocket";
        node["x-effect"] = Lower(descriptor.Effect);
        node["x-rights"] = Rights(descriptor.Rights);
        node["x-checks"] = new JsonArray([.. descriptor.Checks.Select(check => (JsonNode)Check(check))]);
        if (!door.IsByPosition && (method.RefusesUnknownMembers || descriptor.IsCheckedBySchema))
            node["x-refuses-unknown"] = true;
        return node;
    }

    /// <summary>The one object.</summary>
    private JsonArray Argument(RpcMethod method)
    {
        if (method.Descriptor.Parameters is not { } parameters)
            return [];
        var schema = parameters.ToJson(_components);
        if (method.RefusesUnknownMembers)
            schema["additionalProperties"] = false;
        return [Content("argument", schema, isRequired: !method.IsArgumentOptional)];
    }

    /// <summary>Its members, each a parameter.</summary>
    private JsonArray Parameters(ObjectSchema? parameters) =>
        [.. (parameters?.Members ?? []).Select(member => (JsonNode)Content(member.Name, member.ToJson(_components), member.IsRequired))];

    /// <summary>What errors are that the KBase door shows without a code.</summary>
    private static readonly RpcError Plain = new(RpcErrorKind.Failure, null) { IsPlain = true };

    private static JsonObject Content(string name, JsonObject schema, bool isRequired) =>
        new() { ["name"] = name, ["required"] = isRequired, ["schema"] = schema };

    /// <summary>One error for each code of the catalogue; the details are its data.</summary>
    private static JsonArray Errors(MethodDescriptor descriptor)
    {
        var plain = KBaseErrors.Of(Plain);
        var errors = descriptor.Checks.SelectMany(check => check.Errors).GroupBy(error => error.IsPlain ? (plain.Code, plain.Name) : (error.Code, error.Type));
        return new JsonArray([.. errors.OrderBy(group => group.Key.Item1).Select(group => (JsonNode)new JsonObject
        {
            ["code"] = group.Key.Item1, ["message"] = group.Key.Item2, ["data"] = Texts(group.Select(error => error.Detail).Distinct()),
        })]);
    }

    /// <summary>One error for each number of the door; codes, types and details are its data.</summary>
    private static JsonArray ShownErrors(MethodDescriptor descriptor, Func<int, DoorError> shown)
    {
        var errors = descriptor.Checks.SelectMany(check => check.Errors).Distinct().GroupBy(error => shown(error.Code).Code);
        return new JsonArray([.. errors.OrderByDescending(group => group.Key).Select(group => (JsonNode)new JsonObject
        {
            ["code"] = group.Key,
            ["message"] = shown(group.First().Code).Name,
            ["data"] = new JsonArray([.. group.OrderBy(error => error.Code).Select(error => (JsonNode)new JsonObject
            {
                ["code"] = error.Code, ["type"] = error.Type, ["detail"] = error.Detail,
            })]),
        })]);
    }

    private JsonObject Check(MethodCheck check) => new()
    {
        ["condition"] = check.Condition,
        ["errors"] = new JsonArray([.. check.Errors.Select(error => (JsonNode)(error.IsPlain && door.IsByPosition
            ? new JsonObject { ["detail"] = error.Detail }
            : new JsonObject { ["code"] = error.Code, ["detail"] = error.Detail }))]),
    };

    private JsonObject Example(MethodDescriptor descriptor, MethodExample example, int index)
    {
        var node = new JsonObject { ["name"] = example.Title ?? (index == 0 ? descriptor.ShortName : $"{descriptor.ShortName} {index + 1}") };
        node["params"] = new JsonArray();
        if (example.Argument is { } argument)
            node["params"] = door.IsByPosition
                ? new JsonArray(Value("argument", argument))
                : new JsonArray([.. JsonNode.Parse(argument)!.AsObject().Select(member => (JsonNode)Value(member.Key, member.Value?.ToJsonString() ?? "null"))]);
        node["result"] = Value("value", example.Result ?? "null");
        if (example.Caller is not null)
            node["x-caller"] = example.Caller;
        if (example.IsForm)
            node["x-form"] = true;
        if (example.Needs is not null)
            node["x-needs"] = example.Needs;
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
        if (rights.IsOpenToLocalUsers)
            node["local-users"] = true;
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
