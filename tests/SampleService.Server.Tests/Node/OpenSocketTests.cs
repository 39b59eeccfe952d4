using System.Runtime.Versioning;
using System.Text.Json.Nodes;

namespace SampleService.Server.Tests.Node;

/// <summary>What other users of the machine may do where the socket is open to them.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OpenSocketTests(OpenSocketServer server) : IClassFixture<OpenSocketServer>
{
    [Fact]
    public void Socket_Mode_LetsEverybodyConnect() => Assert.Equal((UnixFileMode)0b111_111_111, File.GetUnixFileMode(server.SocketPath));

    /// <summary>The methods are those that the server itself describes.</summary>
    [Fact]
    public async Task Ask_EachMethodByAnotherUser_IsRefusedWhereItIsPrivileged()
    {
        using var node = new NodeClient(server.SocketPath);
        var methods = (await node.CallAsync("get_service_descriptor"))!["methods"]!.AsArray();
        Assert.True(methods.Count > 30);
        var names = methods.Select(method => (Name: (string)method!["name"]!, IsPrivileged: (bool)method["privileged"]!)).ToArray();

        var answers = await OtherUser.AskAsync(server.SocketPath, string.Concat(names.Select(method => NodeClient.Request(method.Name))));

        const string Denied =
            """{"jsonrpc":"2.0","error":{"code":10,"message":"Unauthorized action","data":[{"code":2,"message":"Denied privileged API access for uid=65534 gid=65534"}]},"id":1}""";
        Assert.Equal(
            names.Select(method => (method.Name, method.IsPrivileged)),
            names.Zip(answers.Split('\n'), (method, answer) => (method.Name, answer == Denied)));
        Assert.Contains("Node.status", names.Where(method => !method.IsPrivileged).Select(method => method.Name));
        Assert.Contains("Node.drain", names.Where(method => method.IsPrivileged).Select(method => method.Name));
    }

    [Fact]
    public async Task Ask_NotificationOfARestrictedMethodByAnotherUser_HasNoEffectAndNoAnswer()
    {
        Assert.Equal("", await OtherUser.AskAsync(server.SocketPath, """{"jsonrpc":"2.0","method":"Node.drain"}"""));

        using var node = new NodeClient(server.SocketPath);
        Assert.False((bool)(await node.CallAsync("Node.status"))!["stopping"]!);
    }

    [Fact]
    public async Task Ask_ByAnotherUser_IsLoggedWithTheNumberOfTheUser()
    {
        await OtherUser.AskAsync(server.SocketPath, NodeClient.Request("Node.status"));

        await server.Process.WaitForOutputAsync("Node.status user=- from=uid=65534 ", Support.Patience.Token());
    }

    /// <summary>A quarter of the sixteen is kept for operators.</summary>
    [Fact]
    public async Task Connect_AsOftenAsAnotherUserCan_LeavesRoomForOperators()
    {
        var (crowd, connections) = await OtherUser.CrowdAsync(server.SocketPath);
        using (crowd)
        {
            Assert.InRange(connections, 1, 12);
            using var node = new NodeClient(server.SocketPath);
            Assert.NotNull(await node.CallAsync("Node.status"));
            crowd.StandardInput.Close();
            await crowd.WaitForExitAsync(Support.Patience.Token());
        }
    }

    [Fact]
    public async Task Ask_ForMetricsByAnotherUser_WithoutMetricsSaysSo()
    {
        var answer = JsonNode.Parse(await OtherUser.AskAsync(server.SocketPath, NodeClient.Request("Node.metrics")))!;

        Assert.Equal(100000, (int)answer["error"]!["data"]![0]!["code"]!);
    }
}
