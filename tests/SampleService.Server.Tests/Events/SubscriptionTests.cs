using System.Text.Json;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.Events;

/// <summary>Callers are told of events over WebSockets as they happen.</summary>
public sealed class SubscriptionTests(SubscriptionTests.Server server) : IClassFixture<SubscriptionTests.Server>
{
    private const int Subscribers = 1000;
    private const int MaxSubscriptions = 4;

    /// <summary>Takes many connections, each with few subscriptions.</summary>
    public sealed class Server : StandaloneServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Gateway__UserWebSockets"] = $"{Subscribers + 100}",
            ["Gateway__WebSocketSubscriptions"] = $"{MaxSubscriptions}",
        };
    }

    [Fact]
    public async Task Subscribe_FromNowOn_TellsOfWhatFollowsAlone()
    {
        await server.Alice.SaveAsync(SampleText.Small());
        using var socket = await OpenAsync();
        var answer = (await socket.AskAsync(Subscribe())).GetProperty("result");
        Assert.Equal("s1", answer.GetProperty("subscription").GetString());

        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var told = await NextAsync(socket, id);
        Assert.Equal("s1", told.GetProperty("subscription").GetString());
        Assert.Equal("NEW_SAMPLE", told.GetProperty("event").GetProperty("type").GetString());
        Assert.True(told.GetProperty("event").GetProperty("position").GetInt64() > answer.GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task Subscribe_FromAPosition_TellsOfEveryEventBehindItOnceInOrder()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        for (var i = 0; i < 3; i++)
            await server.Alice.SaveAsync(SampleText.Next(id));
        using var socket = await OpenAsync();
        Assert.True((await socket.AskAsync(Subscribe($$"""{"after":0,"sample":"{{id}}"}"""))).TryGetProperty("result", out _));
        await server.Alice.SaveAsync(SampleText.Next(id));

        for (var version = 1; version <= 5; version++)
            Assert.Equal(version, (await NextAsync(socket, id)).GetProperty("event").GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Subscribe_AgainFromTheLastPositionSeen_MissesAndRepeatsNone()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        long position;
        using (var first = await OpenAsync())
        {
            await first.AskAsync(Subscribe($$"""{"after":0,"sample":"{{id}}"}"""));
            position = (await NextAsync(first, id)).GetProperty("event").GetProperty("position").GetInt64();
        }

        await server.Alice.SaveAsync(SampleText.Next(id));
        using var second = await OpenAsync();
        await second.AskAsync(Subscribe($$"""{"after":{{position}},"sample":"{{id}}"}"""));
        Assert.Equal(2, (await NextAsync(second, id)).GetProperty("event").GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Subscribe_OtherUser_IsToldOnlyOfWhatMayBeReadThen()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        using var socket = await OpenAsync(SeedTokens.Of(server.Process).Bob);
        await socket.AskAsync(Subscribe());
        await server.Alice.SaveAsync(SampleText.Next(id));
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","read":["bob"]}""");
        await server.Alice.SaveAsync(SampleText.Next(id));
        while ((await NextAsync(socket, id)).GetProperty("event") is var told && told.GetProperty("version").ValueKind == JsonValueKind.Null)
            Assert.Equal(JsonValueKind.Null, told.GetProperty("by").ValueKind);

        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","remove":["bob"]}""");
        await server.Alice.SaveAsync(SampleText.Next(id));
        var (open, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{open}}","public_read":1}""");
        // Only versions that were saved while bob could read are told of.
        while (await socket.NextAsync() is var next && EventOf(next)?.GetProperty("sample").GetString() != open)
            Assert.NotEqual(4, EventOf(next)?.GetProperty("version") is { ValueKind: JsonValueKind.Number } version ? version.GetInt32() : 0);
    }

    [Fact]
    public async Task Subscribe_InAdministrationMode_NeedsTheRightAndTellsOfAll()
    {
        using var alice = await OpenAsync();
        Assert.Contains("20000", (await alice.AskAsync(Subscribe("""{"as_admin":true}"""))).GetProperty("error").ToString(), StringComparison.Ordinal);

        using var socket = await OpenAsync(SeedTokens.Of(server.Process).Admin);
        await socket.AskAsync(Subscribe("""{"as_admin":true}"""));
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        Assert.Equal("alice", (await NextAsync(socket, id)).GetProperty("event").GetProperty("by").GetString());
    }

    [Fact]
    public async Task Unsubscribe_Subscription_TellsOfNothingMore()
    {
        using var socket = await OpenAsync();
        await socket.AskAsync(Subscribe());
        await socket.AskAsync(Subscribe());
        Assert.Equal(JsonValueKind.Null, (await AnswerAsync(socket, Unsubscribe("s1"))).GetProperty("result").ValueKind);
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());

        Assert.Equal("s2", (await NextAsync(socket, id)).GetProperty("subscription").GetString());
        Assert.Contains(
            "subscription is not known on this connection", (await AnswerAsync(socket, Unsubscribe("s1"))).GetProperty("error").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscribe_MoreThanThereMayBe_IsRefusedUntilOneHasEnded()
    {
        using var socket = await OpenAsync();
        for (var i = 0; i < MaxSubscriptions; i++)
            Assert.True((await AnswerAsync(socket, Subscribe())).TryGetProperty("result", out _));
        Assert.Contains(
            $"A connection has {MaxSubscriptions} subscriptions at most", (await AnswerAsync(socket, Subscribe())).GetProperty("error").ToString(), StringComparison.Ordinal);
        await AnswerAsync(socket, Unsubscribe("s2"));
        Assert.True((await AnswerAsync(socket, Subscribe())).TryGetProperty("result", out _));
    }

    [Theory]
    [InlineData("""{"after":1.5}""", "after must be an integer from 0 to 9007199254740992")]
    [InlineData("""{"limit":1}""", "limit is not known here")]
    public async Task Subscribe_ParameterThatIsWrong_IsRefused(string argument, string detail)
    {
        using var socket = await OpenAsync();
        Assert.Contains(detail, (await socket.AskAsync(Subscribe(argument))).GetProperty("error").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscribe_WithoutAWebSocket_IsNoMethod() =>
        Assert.Equal(-32601, (await server.Alice.CallAsync("Events.subscribe", "{}")).Code);

    [Fact]
    public async Task Position_QuietSubscription_IsToldAllTheSame()
    {
        using var socket = await OpenAsync();
        var (id, _) = await server.Bob.SaveAsync(SampleText.Small());
        await socket.AskAsync(Subscribe("""{"types":["GROUP_CHANGE"]}"""));
        var told = await socket.NextAsync();
        Assert.Equal("Events.position", told.GetProperty("method").GetString());
        Assert.True(told.GetProperty("params").GetProperty("position").GetInt64() > 0, id);
    }

    [Fact]
    public async Task Subscribe_AThousandConnections_AreAllTold()
    {
        var sockets = new List<GatewaySocket>();
        for (var i = 0; i < Subscribers; i++)
            sockets.Add(await OpenAsync());
        await Task.WhenAll(sockets.Select(socket => socket.AskAsync(Subscribe())));
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());

        Assert.All(
            await Task.WhenAll(sockets.Select(socket => NextAsync(socket, id))),
            told => Assert.Equal("NEW_SAMPLE", told.GetProperty("event").GetProperty("type").GetString()));
        sockets.ForEach(socket => socket.Dispose());
    }

    private static string Subscribe(string parameters = "{}") => GatewaySocket.Call("1", "Events.subscribe", parameters);

    private static string Unsubscribe(string name) => GatewaySocket.Call("1", "Events.unsubscribe", $$"""{"subscription":"{{name}}"}""");

    private static JsonElement? EventOf(JsonElement message) =>
        message.TryGetProperty("method", out var method) && method.GetString() == "Events.changed"
            ? message.GetProperty("params").GetProperty("event")
            : null;

    /// <summary>What is told next of a sample.</summary>
    private static async Task<JsonElement> NextAsync(GatewaySocket socket, string sample)
    {
        while (true)
        {
            var message = await socket.NextAsync();
            if (EventOf(message)?.GetProperty("sample").GetString() == sample)
                return message.GetProperty("params");
        }
    }

    /// <summary>The answer to a call, whatever is told before it.</summary>
    private static async Task<JsonElement> AnswerAsync(GatewaySocket socket, string call)
    {
        await socket.SendAsync(call);
        while (true)
        {
            var message = await socket.NextAsync();
            if (message.TryGetProperty("id", out _))
                return message;
        }
    }

    private Task<GatewaySocket> OpenAsync(string? token = null) =>
        GatewaySocket.OpenAsync(server.Process.Url, SessionClient.Bearer(token ?? SeedTokens.Of(server.Process).Alice));
}
