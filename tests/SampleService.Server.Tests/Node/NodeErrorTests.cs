using SampleService.Server.Tests.Standalone;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Node;

/// <summary>What callers of the socket are told when something is wrong; number 10 is in <see cref="OpenSocketTests"/>.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class NodeErrorTests(StandaloneServer server)
{
    private const string NoSample = "00000000-0000-4000-8000-000000000000";

    [Theory]
    [InlineData("""{"jsonrpc":"1.1","method":"Node.status","id":"a"}""", """{"code":1,"message":"Invalid version, 2.0 only"},"id":"a"}""")]
    [InlineData("""{"jsonrpc":2,"method":"Node.status","id":"a"}""", """{"code":2,"message":"Invalid version type, should be a string"},"id":"a"}""")]
    [InlineData("""{"version":"1.1","method":"Node.status","id":"a"}""", """{"code":3,"message":"Missing version field"},"id":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":7,"id":"a"}""", """{"code":4,"message":"Invalid method type, should be a string"},"id":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"a"}""", """{"code":5,"message":"Missing method field"},"id":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Node.status","params":7,"id":"a"}""", """{"code":6,"message":"Invalid params type. A Structured value is expected"},"id":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Node.status","id":[]}""", """{"code":7,"message":"Invalid id type"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Node.status","id":null}""", """{"code":8,"message":"Use of null as id is discouraged"}}""")]
    [InlineData(
        """{"jsonrpc":"2.0","method":"SampleService.get_sample","params":{"id":"x"},"id":"a"}""",
        """{"code":9,"message":"Error during execution","data":[{"code":30001,"message":"Illegal input parameter: id x must be a UUID string"}]},"id":"a"}""")]
    [InlineData(
        $$"""{"jsonrpc":"2.0","method":"SampleService.get_sample","params":[{"id":"{{NoSample}}"}],"id":"a"}""",
        $$"""{"code":9,"message":"Error during execution","data":[{"code":50010,"message":"No such sample: {{NoSample}}"}]},"id":"a"}""")]
    [InlineData(
        """{"jsonrpc":"2.0","method":"Node.set_log_level","params":{"category":"Default","level":"Loud"},"id":"a"}""",
        """{"code":9,"message":"Error during execution","data":[{"code":30001,"message":"Illegal input parameter: level must be one of Trace, Debug, Information, Warning, Error, Critical, None"}]},"id":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Node.status","id":""}""", """{"code":11,"message":"Use of an empty string as id is discouraged"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Node.nothing","id":"a"}""", """{"code":-32601,"message":"Method not found"},"id":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Node.set_log_level","params":{"category":"Default"},"id":"a"}""", """{"code":-32602,"message":"Invalid params"},"id":"a"}""")]
    [InlineData("{}", """{"code":-32600,"message":"Invalid Request"}}""")]
    [InlineData("{", """{"code":-32700,"message":"Parse error"}}""")]
    public async Task Ask_WrongMessage_IsAnsweredWithItsNumber(string message, string error)
    {
        using var node = new NodeClient(NodeClient.PathOf(server.Process));

        Assert.Equal("""{"jsonrpc":"2.0","error":""" + error, await node.AskAsync(message + "\n"));
    }

    [Fact]
    public async Task Ask_AfterBrokenMessages_NextLineIsAnswered()
    {
        using var node = new NodeClient(NodeClient.PathOf(server.Process));
        await node.AskAsync("{\"jsonrpc\": oops} {} {}\n");

        Assert.NotNull(await node.CallAsync("Node.status"));
    }

    [Fact]
    public async Task Create_WithoutAsUser_NeedsOne()
    {
        using var node = new NodeClient(NodeClient.PathOf(server.Process));

        Assert.Contains(
            "[{\"code\":30000,\"message\":\"Missing input parameter: as_user\"}]",
            await node.AskAsync(NodeClient.Request("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}}}""")));
    }

    [Fact]
    public async Task Create_AsAUser_IsThatUsersAndReadByTheOperator()
    {
        using var node = new NodeClient(NodeClient.PathOf(server.Process));
        var saved = await node.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}},"as_user":"alice"}""");
        var id = (string)saved!["id"]!;

        Assert.Equal("alice", (string)(await node.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}"""))!["user"]!);
        await server.Alice.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""");
        await server.Process.WaitForOutputAsync("User (node) is running method create_sample with administration permission FULL as user alice", Patience.Token());
    }
}
