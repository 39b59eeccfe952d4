using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using SampleService.Server.Tests.Standalone;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.WebSocket;

/// <summary>Messages on a WebSocket are answered as requests to the gateway door are, whatever they are.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class MessageTests(StandaloneServer server)
{
    private const string Status = "SampleService.status";

    private static readonly string WhoAmI = GatewaySocket.Call("1", "Standalone.whoami");

    [Fact]
    public async Task Message_Call_IsMadeByTheOwnerOfTheToken()
    {
        using var socket = await OpenAsync();
        var answer = await socket.AskAsync(WhoAmI);
        Assert.Equal("alice", answer.GetProperty("result").GetProperty("user").GetString());
        Assert.Equal("2.0 1", $"{answer.GetProperty("jsonrpc")} {answer.GetProperty("id")}");
    }

    [Theory]
    [InlineData("", -32700)]
    [InlineData("   ", -32700)]
    [InlineData("{", -32700)]
    [InlineData("no JSON", -32700)]
    [InlineData("1", -32600)]
    [InlineData("\"text\"", -32600)]
    [InlineData("null", -32600)]
    [InlineData("{}", -32600)]
    [InlineData("[]", -32600)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"SampleService.status"}]""", -32600)]
    [InlineData("""{"id":1,"method":"SampleService.status"}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"1.0","id":"a","method":"SampleService.status"}""", -32600, "\"a\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":2}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"SampleService.status","params":null}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"SampleService.status"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"call"}""", -32601, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"SampleService.get_sample"}""", -32602, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"$/cancelRequest"}""", -32602, "1")]
    public async Task Message_Broken_IsAnsweredAsByHttpAndTheConnectionGoesOn(string text, int code, string id = "null")
    {
        using var socket = await OpenAsync();
        await AssertRefusedAsync(socket, text, code, id);
    }

    [Fact]
    public async Task Message_NestedTooDeep_IsRefusedAndTheConnectionGoesOn()
    {
        using var socket = await OpenAsync();
        var deep = new string('[', 70) + new string(']', 70);
        await AssertRefusedAsync(socket, GatewaySocket.Call("1", Status, deep), -32600, "null");
    }

    [Theory]
    [InlineData("1.50")]
    [InlineData("-0")]
    [InlineData("1e400")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"caf\\u00e9\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    public async Task Message_Id_ComesBackAsItWasWritten(string id)
    {
        using var socket = await OpenAsync();
        await socket.SendAsync(GatewaySocket.Call(id, Status));
        Assert.EndsWith($",\"id\":{id}}}", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_InFrames_IsOneMessage()
    {
        using var socket = await OpenAsync();
        foreach (var part in WhoAmI.Chunk(7).SkipLast(1))
            await socket.SendAsync(Encoding.ASCII.GetBytes(part), WebSocketMessageType.Text, isLast: false);
        await socket.SendAsync([], WebSocketMessageType.Text, isLast: false);
        await socket.SendAsync(Encoding.ASCII.GetBytes(WhoAmI.Chunk(7).Last()), WebSocketMessageType.Text, isLast: true);
        Assert.Equal("alice", (await socket.NextAsync()).GetProperty("result").GetProperty("user").GetString());
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(65_536)]
    [InlineData(1_500_000)]
    public async Task Message_Long_IsReadWhole(int bytes)
    {
        using var socket = await OpenAsync();
        var saved = await socket.AskAsync(GatewaySocket.Call("1", "SampleService.create_sample", $$"""{"sample":{{SampleText.Small(new string('n', 200))}},"x":"{{new string('x', bytes)}}"}"""));
        var error = saved.GetProperty("error");
        Assert.Equal(-32602, error.GetProperty("code").GetInt32());
        Assert.Contains("x is not known here", error.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("alice", (await socket.AskAsync(WhoAmI)).GetProperty("result").GetProperty("user").GetString());
    }

    [Fact]
    public async Task Notification_Call_IsCarriedOutAndNotAnswered()
    {
        using var socket = await OpenAsync();
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await socket.SendAsync($$"""{"jsonrpc":"2.0","method":"SampleService.update_sample_acls","params":{"id":"{{id}}","public_read":1} }""");
        await socket.SendAsync("""{"jsonrpc":"2.0","method":"no such method"}""");
        var patience = Patience.Token();
        while ((await server.Anonymous.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Status != 200)
            patience.ThrowIfCancellationRequested();
        Assert.Equal("2", (await socket.AskAsync(GatewaySocket.Call("2", Status))).GetProperty("id").GetRawText());
    }

    [Fact]
    public async Task Message_Binary_ClosesTheConnection()
    {
        using var socket = await OpenAsync();
        await socket.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Binary, isLast: true);
        Assert.Equal("1003 messages have to be text", await socket.WaitForCloseAsync());
    }

    [Fact]
    public async Task Message_BinaryAndLong_IsReadToItsEndAndTheCloseOfTheCallerIsAnswered()
    {
        using var socket = await OpenAsync();
        // More than the buffers between the two hold: sending ends only when the service reads.
        await socket.SendAsync(new byte[40_000_000], WebSocketMessageType.Binary, isLast: true);
        Assert.Equal("1003 messages have to be text", await socket.WaitForCloseAsync());
        await socket.CloseAsync();
    }

    [Fact]
    public async Task Message_NoUtf8_EndsTheConnection()
    {
        using var socket = await OpenAsync();
        await socket.SendAsync([0xff, 0xfe], WebSocketMessageType.Text, isLast: true);
        try
        {
            Assert.StartsWith("1007", await socket.WaitForCloseAsync(), StringComparison.Ordinal);
        }
        catch (WebSocketException)
        {
            // The end of the connection may be here before the frame that says why.
        }

        using var next = await OpenAsync();
        Assert.Equal(JsonValueKind.Object, (await next.AskAsync(WhoAmI)).GetProperty("result").ValueKind);
    }

    [Fact]
    public async Task Close_ByTheCaller_IsAnswered()
    {
        using var socket = await OpenAsync();
        await socket.AskAsync(WhoAmI);
        await socket.CloseAsync();
        Assert.Equal(1000, socket.CloseCode);
    }

    [Fact]
    public async Task Call_OfAMessage_IsInTheLogWithItsUser()
    {
        using var socket = await OpenAsync();
        await socket.AskAsync(GatewaySocket.Call("1", "SampleService.get_sample_acls", """{"id":"no id"}"""));
        await server.Process.WaitForOutputAsync("websocket user=alice", Patience.Token());
        await server.Process.WaitForOutputAsync("SampleService.get_sample_acls user=alice", Patience.Token());
    }

    private static async Task AssertRefusedAsync(GatewaySocket socket, string text, int code, string id)
    {
        var answer = await socket.AskAsync(text);
        Assert.Equal(
            $"{code} {id}", $"{answer.GetProperty("error").GetProperty("code")} {answer.GetProperty("id").GetRawText()}");
        Assert.Equal(JsonValueKind.Object, (await socket.AskAsync(WhoAmI)).GetProperty("result").ValueKind);
    }

    private Task<GatewaySocket> OpenAsync() =>
        GatewaySocket.OpenAsync(server.Process.Url, SessionClient.Bearer(SeedTokens.Of(server.Process).Alice));
}
