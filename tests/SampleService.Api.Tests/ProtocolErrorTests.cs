using System.Text.Json.Nodes;
using SampleService.JsonRpc;

namespace SampleService.Api.Tests;

/// <summary>Messages that are no calls, the same through every door: each door has its own checks, numbers and texts, and none of another's.</summary>
public class ProtocolErrorTests
{
    private const string Get = "\"method\":\"PlatformState.get\"";

    private readonly ThreeDoors _doors = new();

    /// <summary>Message, number on the KBase, the Gateway and the Node door, 0 for a result; and whether the Node door knows the id.</summary>
    public static TheoryData<string, int, int, int, bool> Messages => new()
    {
        { "{", -32700, -32700, -32700, false },
        { "", -32700, -32700, -32700, false },
        { "7", -32600, -32600, -32600, false },
        { "{}", -32600, -32600, -32600, false },
        { "[]", -32600, -32600, -32600, false },
        { $$"""{"jsonrpc":"2.0",{{Get}},"params":[],"id":null}""", 0, 0, 8, false },
        { $$"""{"jsonrpc":"2.0",{{Get}},"params":[],"id":""}""", 0, 0, 11, false },
        { $$"""{"jsonrpc":"2.0",{{Get}},"params":[],"id":[]}""", -32600, -32600, 7, false },
        { $$"""{"jsonrpc":"2.0",{{Get}},"params":[],"id":true}""", 0, -32600, 7, false },
        { $$"""{{{Get}},"params":[],"id":1}""", 0, -32600, 3, true },
        { $$"""{"jsonrpc":2.0,{{Get}},"params":[],"id":1}""", -32600, -32600, 2, true },
        { $$"""{"jsonrpc":"1.0",{{Get}},"params":[],"id":1}""", -32600, -32600, 1, true },
        { """{"jsonrpc":"2.0","params":[],"id":1}""", -32600, -32600, 5, true },
        { """{"jsonrpc":"2.0","method":7,"params":[],"id":1}""", -32600, -32600, 4, true },
        { $$"""{"jsonrpc":"2.0",{{Get}},"params":7,"id":1}""", -32600, -32600, 6, true },
        { $$"""{"jsonrpc":"2.0",{{Get}},"params":null,"id":1}""", 0, -32600, 6, true },
        { """{"jsonrpc":"2.0","method":"PlatformState.nothing","params":[],"id":1}""", -32601, -32601, -32601, true },
        { $$"""{"jsonrpc":"2.0",{{Get}},"params":[1,2],"id":1}""", -32602, -32602, -32602, true },
        { $$"""{"jsonrpc":"2.0",{{Get}},"params":{"a":1},"id":1}""", -32602, -32602, -32602, true },
        { """{"jsonrpc":"2.0","method":"Node.drain","params":[],"id":1}""", -32601, -32601, 0, true },
        { """{"jsonrpc":"2.0","method":"system.describe","params":[],"id":1}""", 0, 0, 0, true },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Send_Message_HasTheNumberOfEachDoor(string message, int kbase, int gateway, int node, bool isIdKnown)
    {
        AssertKBase(kbase, await _doors.SendAsync(ThreeDoors.KBase, message));
        AssertGateway(gateway, await _doors.SendAsync(ThreeDoors.Gateway, message));
        if (message is not ("" or "[]" or "{"))
            AssertGateway(gateway, Single(await _doors.SendAsync(ThreeDoors.Batch, $"[{message}]")));
        if (message.Length > 0)
            AssertNode(node, isIdKnown, await _doors.SendAsync(ThreeDoors.Node, message));
    }

    [Fact]
    public async Task Send_NestedTooDeep_IsNoRequestAnywhere()
    {
        var message = $$"""{"jsonrpc":"2.0",{{Get}},"params":{{new string('[', 70)}}{{new string(']', 70)}},"id":1}""";

        AssertKBase(-32600, await _doors.SendAsync(ThreeDoors.KBase, message));
        AssertGateway(-32600, await _doors.SendAsync(ThreeDoors.Gateway, message));
        AssertNode(-32600, false, await _doors.SendAsync(ThreeDoors.Node, message));
    }

    [Fact]
    public async Task Send_RestrictedMethodByAnotherUser_IsRefusedOnTheNodeDoor()
    {
        var doors = new ThreeDoors { Peer = NodePeer.Other(1001, 1002) };

        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":10,"message":"Unauthorized action","data":[{"code":2,"message":"Denied privileged API access for uid=1001 gid=1002"}]},"id":1}""",
            await doors.CallAsync(ThreeDoors.Node, "Node.drain", null));
    }

    [Fact]
    public async Task Send_PeerThatIsNotKnown_IsToldWhy()
    {
        var doors = new ThreeDoors { Peer = NodePeer.Unknown("NotConnected") };

        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":10,"message":"Unauthorized action","data":[{"code":1,"message":"Error getting peer credentials: NotConnected"}]},"id":1}""",
            await doors.CallAsync(ThreeDoors.Node, "Node.drain", null));
    }

    private static string Single(string list) => Assert.Single(JsonNode.Parse(list)!.AsArray())!.ToJsonString();

    private static void AssertKBase(int code, string answer)
    {
        if (answer.Length == 0)
        {
            // A success without an id.
            Assert.Equal(0, code);
            return;
        }

        var map = JsonNode.Parse(answer)!.AsObject();
        if (code == 0)
        {
            Assert.NotNull(map["result"]);
            return;
        }

        var error = map["error"]!.AsObject();
        Assert.Equal(code, (int)error["code"]!);
        // JSON-RPC 2.0 has data there, which is always null.
        Assert.Equal(["code", "name", "message", map.ContainsKey("jsonrpc") ? "data" : "error"], error.Select(member => member.Key));
        Assert.Null(error.Last().Value);
    }

    private static void AssertGateway(int code, string answer)
    {
        var map = JsonNode.Parse(answer)!.AsObject();
        Assert.Equal(["jsonrpc", code == 0 ? "result" : "error", "id"], map.Select(member => member.Key));
        Assert.Equal("2.0", (string?)map["jsonrpc"]);
        if (code == 0)
            return;
        var error = map["error"]!.AsObject();
        Assert.Equal(code, (int)error["code"]!);
        Assert.Equal(["code", "message"], error.Select(member => member.Key));
        Assert.DoesNotContain("Sample service error code", (string?)error["message"], StringComparison.Ordinal);
    }

    private static void AssertNode(int code, bool isIdKnown, string answer)
    {
        var map = JsonNode.Parse(answer)!.AsObject();
        string[] expected = ["jsonrpc", code == 0 ? "result" : "error"];
        Assert.Equal(isIdKnown ? [.. expected, "id"] : expected, map.Select(member => member.Key));
        if (code == 0)
            return;
        var error = map["error"]!.AsObject();
        Assert.Equal(code, (int)error["code"]!);
        Assert.Equal(["code", "message"], error.Select(member => member.Key));
    }
}
