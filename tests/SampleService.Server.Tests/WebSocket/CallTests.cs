using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.WebSocket;

/// <summary>Calls on one WebSocket run side by side, and each can be taken back. Those here wait for the workspace service.</summary>
public sealed class CallTests(CallTests.Server server) : IClassFixture<CallTests.Server>
{
    private const int MaxCalls = 4;

    private static readonly string Status = GatewaySocket.Call("\"status\"", "SampleService.status");

    /// <summary>A user of its own for each test, whose lines in the log no other test writes.</summary>
    private readonly (string User, RpcClient Client) _caller = server.NewUser();

    /// <summary>Takes few calls at a time.</summary>
    public sealed class Server : KBaseServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Gateway__WebSocketCalls"] = $"{MaxCalls}",
        };
    }

    [Fact]
    public async Task Calls_OfOneConnection_AreAnsweredInAnyOrder()
    {
        using var socket = await OpenAsync();
        using var held = server.Fakes.Workspace.Hold();
        await socket.SendAsync(await LinkAsync("1"));
        await held.WaitForAsync(1, Patience.Token());
        Assert.Equal("status", (await socket.AskAsync(Status)).GetProperty("id").GetString());
        held.Dispose();
        Assert.Equal(1, (await socket.NextAsync()).GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task Cancel_CallUnderWay_EndsIt()
    {
        using var socket = await OpenAsync();
        using var held = await BeginAsync(socket, "1");
        Assert.Equal("""{"jsonrpc":"2.0","error":{"code":-32800,"message":"Request cancelled"},"id":1}""", await CancelAsync(socket, "1"));
        await WaitForCancelledAsync();
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("10000000000000000000000000000000000001")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    public async Task Cancel_IdWrittenOtherwise_IsThatOfAnotherCall(string id)
    {
        using var socket = await OpenAsync();
        using var held = await BeginAsync(socket, "1", id);
        Assert.EndsWith($"\"id\":{id}}}", await CancelAsync(socket, id), StringComparison.Ordinal);
        Assert.EndsWith("\"id\":1}", await CancelAsync(socket, "1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_IdThatIsUnderWay_IsRefusedAndTheFirstCanStillBeTakenBack()
    {
        using var socket = await OpenAsync();
        using var held = await BeginAsync(socket, "7");
        var second = await socket.AskAsync(GatewaySocket.Call("7", "SampleService.status"));
        Assert.Equal("-32600 7", $"{second.GetProperty("error").GetProperty("code")} {second.GetProperty("id")}");
        Assert.Contains("-32800", await CancelAsync(socket, "7"), StringComparison.Ordinal);
        Assert.True((await socket.AskAsync(GatewaySocket.Call("7", "SampleService.status"))).TryGetProperty("result", out _));
    }

    [Fact]
    public async Task Cancel_CallThatIsNotUnderWay_DoesNothing()
    {
        using var socket = await OpenAsync();
        await socket.SendAsync(GatewaySocket.Cancel("1"));
        await socket.SendAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest"}""");
        Assert.Equal("status", (await socket.AskAsync(Status)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Cancel_ThatHasAnId_IsAnsweredItself()
    {
        using var socket = await OpenAsync();
        using var held = await BeginAsync(socket, "1");
        await socket.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"$/cancelRequest","params":[{"id":1}]}""");
        var answers = new[] { await socket.ReceiveAsync(), await socket.ReceiveAsync() };
        Assert.Contains("""{"jsonrpc":"2.0","result":null,"id":2}""", answers);
        Assert.Contains(answers, answer => answer!.Contains("-32800", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancel_AsManyCallsAsThereMayBe_IsReadAllTheSame()
    {
        using var socket = await OpenAsync();
        using var held = await BeginAsync(socket, [.. Enumerable.Range(0, MaxCalls).Select(i => $"{i}")]);
        Assert.Contains("-32800", await CancelAsync(socket, "2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_OneMoreThanThereMayBe_WaitsForAnother()
    {
        using var socket = await OpenAsync();
        using var held = await BeginAsync(socket, [.. Enumerable.Range(0, MaxCalls).Select(i => $"{i}")]);
        await socket.SendAsync(Status);
        using var other = await OpenAsync();
        Assert.Equal("status", (await other.AskAsync(Status)).GetProperty("id").GetString());
        held.Dispose();
        Assert.NotEqual("\"status\"", (await socket.NextAsync()).GetProperty("id").GetRawText());
    }

    [Fact]
    public async Task Connection_Lost_EndsItsCalls()
    {
        var socket = await OpenAsync();
        using (var held = await BeginAsync(socket, "1"))
        {
            socket.Dispose();
            await WaitForCancelledAsync();
        }

        using var next = await OpenAsync();
        Assert.Equal("status", (await next.AskAsync(Status)).GetProperty("id").GetString());
    }

    private static async Task<string> CancelAsync(GatewaySocket socket, string id)
    {
        await socket.SendAsync(GatewaySocket.Cancel(id));
        return (await socket.ReceiveAsync())!;
    }

    /// <summary>Calls that are under way until what is given back is disposed of.</summary>
    private async Task<HeldRequests> BeginAsync(GatewaySocket socket, params string[] ids)
    {
        var calls = await Task.WhenAll(ids.Select(LinkAsync));
        var held = server.Fakes.Workspace.Hold();
        foreach (var call in calls)
            await socket.SendAsync(call);
        await held.WaitForAsync(ids.Length, Patience.Token());
        return held;
    }

    private async Task WaitForCancelledAsync()
    {
        var call = $"create_data_link user={_caller.User} from=";
        await server.Process.WaitForOutputAsync(call, Patience.Token());
        var line = Assert.Single(server.Process.Output.Split('\n'), line => line.Contains(call, StringComparison.Ordinal));
        Assert.Contains(" outcome=499", line, StringComparison.Ordinal);
    }

    private Task<string> LinkAsync(string id) => LinkCall.OfAsync(server, _caller, id);

    private Task<GatewaySocket> OpenAsync() =>
        GatewaySocket.OpenAsync(server.Process.Url, SessionClient.Bearer(server.Fakes.Auth.AddToken(_caller.User)));
}
