using System.Text.Json.Nodes;
using SampleService.Json;

namespace SampleService.JsonRpc.Tests.Discovery;

/// <summary>What programs are told of methods. The document of the service itself is looked at where the server is tested.</summary>
public class DiscoveryTests
{
    private static readonly ServiceInfo Service = new("Test", "1.2", new Dictionary<string, long> { ["Limits:A"] = 5 }, ["part"]);

    [Fact]
    public async Task Discover_MembersRequired_AreSaid()
    {
        var method = Door.Describe("Service.a") with
        {
            Parameters = new ObjectSchema(new Member("x", Schema.Uuid, "X.").Required(), new Member("y", Schema.Integer(1) with { IsNullable = true }, "Y.")),
        };

        var schema = (await DiscoverAsync(method))["methods"]![0]!["params"]![0]!["schema"]!;

        Assert.Equal(
            """{"type":"object","properties":{"x":{"type":"string","format":"uuid","description":"X."},"y":{"type":["integer","null"],"minimum":1,"description":"Y."}},"required":["x"]}""",
            schema.ToJsonString());
    }

    [Fact]
    public async Task Discover_NamedSchema_IsDescribedOnce()
    {
        var shared = new ObjectSchema(new Member("z", Schema.Any, "Z.")) { Name = "Shared" };

        var document = await DiscoverAsync(
            Door.Describe("Service.a") with { Result = shared }, Door.Describe("Service.b") with { Result = new ArraySchema(shared) });

        Assert.Equal("#/components/schemas/Shared", (string?)document["methods"]![0]!["result"]!["schema"]!["$ref"]);
        Assert.Equal("#/components/schemas/Shared", (string?)document["methods"]![1]!["result"]!["schema"]!["items"]!["$ref"]);
        Assert.Equal(["Shared"], document["components"]!["schemas"]!.AsObject().Select(schema => schema.Key));
    }

    [Fact]
    public async Task Discover_ErrorsOfOneCode_AreOneError()
    {
        var method = Door.Describe("Service.a") with
        {
            Checks =
            [
                new("It is there", new MethodError(30000, "Missing", "a"), new MethodError(70000, "Parameter", "nothing") { IsPlain = true }),
                new("It is good", new MethodError(30000, "Missing", "b"), new MethodError(30000, "Missing", "a")),
            ],
        };

        var errors = (await DiscoverAsync(method))["methods"]![0]!["errors"]!;

        Assert.Equal(
            """[{"code":-32000,"message":"Server error","data":["nothing"]},{"code":30000,"message":"Missing","data":["a","b"]}]""", errors.ToJsonString());
    }

    [Theory]
    [InlineData(Doors.Gateway, """[{"code":-32000,"message":"Security Error","data":[{"code":20000,"type":"Unauthorized","detail":"b"}]},{"code":-32602,"message":"Invalid Parameters","data":[{"code":70000,"type":"Parameter","detail":"a"}]}]""")]
    [InlineData(Doors.Node, """[{"code":9,"message":"Error during execution","data":[{"code":20000,"type":"Unauthorized","detail":"b"},{"code":70000,"type":"Parameter","detail":"a"}]}]""")]
    public async Task Discover_OtherDoors_TellTheirOwnDialect(Doors door, string errors)
    {
        var document = await CallAsync(door, "rpc.discover", true, Door.Describe("Service.a") with
        {
            Checks = [new("It is good", new MethodError(70000, "Parameter", "a") { IsPlain = true }, new MethodError(20000, "Unauthorized", "b"))],
        });

        var method = document["methods"]![0]!;
        Assert.Equal("by-name", (string?)method["paramStructure"]);
        Assert.Equal(["text"], method["params"]!.AsArray().Select(parameter => (string)parameter!["name"]!));
        Assert.Equal(errors, method["errors"]!.ToJsonString());
        Assert.DoesNotContain("list with the one value", (string?)document["info"]!["description"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Doors.Gateway, true)]
    [InlineData(Doors.KBase, false)]
    [InlineData(Doors.Node, false)]
    public async Task Discover_MethodOfAWebSocketAlone_IsToldOnItsDoorAndMarked(Doors door, bool isTold)
    {
        var methods = (await CallAsync(door, "rpc.discover", true, Door.Describe("Service.a"), Door.Describe("Events.a") with { Doors = Doors.WebSocket }))
            ["methods"]!.AsArray().ToDictionary(method => (string)method!["name"]!, method => (string?)method!["x-transport"]);

        Assert.Equal(isTold, methods.TryGetValue("Events.a", out var transport));
        Assert.Equal(isTold ? "websocket" : null, transport);
        Assert.Null(methods["Service.a"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Discover_StrictOrNot_SaysWhetherUnknownMembersAreRefused(bool strict)
    {
        var document = await DiscoverAsync(strict, Door.Describe("Service.a"));

        Assert.Equal(!strict, document["methods"]![0]!["params"]![0]!["schema"]!["additionalProperties"] is null);
        Assert.False((bool)document["methods"]!.AsArray().Single(m => (string?)m!["name"] == "rpc.discover")!["params"]![0]!["schema"]!["additionalProperties"]!);
    }

    [Fact]
    public async Task Describe_Methods_AreTheSameInTheSmallForm()
    {
        var description = await CallAsync("system.describe", false, Door.Describe("Service.a"), Door.Describe("Service.b") with { Parameters = null, Result = null });

        Assert.Equal("1.0", (string?)description["sdversion"]);
        Assert.Equal("1.2", (string?)description["version"]);
        Assert.Equal(
            """{"name":"Service.b","summary":"Is called","params":[],"return":{"type":"nil"}}""", description["procs"]![1]!.ToJsonString());
        Assert.Equal(4, description["procs"]!.AsArray().Count);
    }

    private static Task<JsonNode> DiscoverAsync(params MethodDescriptor[] methods) => DiscoverAsync(false, methods);

    private static Task<JsonNode> DiscoverAsync(bool strict, params MethodDescriptor[] methods) => CallAsync("rpc.discover", strict, methods);

    private static Task<JsonNode> CallAsync(string name, bool strict, params MethodDescriptor[] methods) => CallAsync(Doors.KBase, name, strict, methods);

    private static async Task<JsonNode> CallAsync(Doors door, string name, bool strict, params MethodDescriptor[] methods)
    {
        MethodTable table = null!;
        var discovery = new DiscoveryMethods(new DiscoveryDocuments(() => table, Service, [], []));
        table = new MethodTable(methods.Select(method => new RpcMethod(method, (_, _, _) => default)).Concat(discovery.Methods), strict);
        using var output = new JsonOutput();
        var method = table.All.Single(m => m.Name == name);
        var request = new RpcRequestInfo(null, "here", new ConnectionOrigin(table, static _ => true), "call-1", 0) { Door = door };
        await method.Invoke(new RpcCall(method, request, null, null, default), default, output);
        return JsonNode.Parse(output.ToArray())!;
    }
}
