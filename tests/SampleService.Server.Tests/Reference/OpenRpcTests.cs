using Json.Schema;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Reference;

/// <summary>What programs are told of the methods, before and after they know them.</summary>
public sealed class OpenRpcTests(ReferenceServer server) : IClassFixture<ReferenceServer>
{
    [Fact]
    public async Task Discover_Document_IsOpenRpc()
    {
        var schema = JsonSchema.FromText(await Documents.ReadAsync("tests", "SampleService.Server.Tests", "Reference", "openrpc-1.3.schema.json"));

        Assert.Null(ReferenceSchemas.FindFault(schema, server.Document));
        Assert.Null(ReferenceSchemas.FindFault(schema, server.WholeDocument));
    }

    /// <summary>What KBase callers are told is wrong on the other doors.</summary>
    [Fact]
    public void Discover_OnTheSocket_TellsOfItsOwnDialect()
    {
        Assert.DoesNotContain("by-position", server.WholeDocument.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("-32000", server.WholeDocument.ToJsonString(), StringComparison.Ordinal);
        Assert.StartsWith("Strict JSON-RPC 2.0", (string?)server.WholeDocument["info"]!["description"], StringComparison.Ordinal);
        var get = Assert.Single(server.SocketMethods, method => method.Name == "SampleService.get_sample");
        Assert.Equal(["id", "version", "as_admin"], get.Node["params"]!.AsArray().Select(parameter => (string)parameter!["name"]!));
    }

    [Fact]
    public async Task Descriptor_SchemasOfTheSocket_ReferToNothing()
    {
        using var node = server.Connect();
        var descriptor = (await node.CallAsync("get_service_descriptor"))!;

        Assert.DoesNotContain("$ref", descriptor.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Discover_ErrorCodesOfAMethod_AreUnique() => Assert.Empty(
        from method in server.Methods
        let codes = method.Node["errors"]!.AsArray().Select(error => (int)error!["code"]!).ToArray()
        where codes.Distinct().Count() < codes.Length
        select method.Name);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task Discover_WithoutAnArgument_GivesTheSameEachTime(string argument)
    {
        Assert.Equal(server.Document.ToJsonString(), ReferenceServer.Unwrap(await server.Anonymous.CallAsync("rpc.discover", argument)).ToJsonString());
    }

    [Theory]
    [InlineData("rpc.discover")]
    [InlineData("system.describe")]
    public async Task Discovery_UnknownMember_IsRefused(string method) => (await server.Anonymous.CallAsync(method, """{"full": true}"""))
        .AssertRefused("30001 Illegal input parameter: full is not known here");

    [Fact]
    public async Task Describe_Procedures_AreTheMethodsOfTheDocument()
    {
        var description = ReferenceServer.Unwrap(await server.Anonymous.CallAsync("system.describe"));

        Assert.Equal(server.Methods.Select(method => method.Name), description["procs"]!.AsArray().Select(procedure => (string)procedure!["name"]!));
    }
}
