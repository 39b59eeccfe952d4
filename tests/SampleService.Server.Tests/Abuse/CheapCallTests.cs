using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.Abuse;

/// <summary>Calls that cost their callers little and the service much, by callers without a token.</summary>
public sealed class CheapCallTests(CheapCallTests.Server server) : IClassFixture<CheapCallTests.Server>
{
    private const int Links = 3000;
    private const int Samples = 1000;

    /// <summary>A server with its default limits.</summary>
    public sealed class Server : StandaloneServer;

    [Theory]
    [InlineData("SampleService.status", "")]
    [InlineData("SampleService.get_sample", """{"id":"00000000-0000-4000-8000-000000000000"}""")]
    public async Task LongIds_EchoedToManyCallers_OthersAreServed(string method, string argument)
    {
        using var caller = await GoodCaller.CreateAsync(server.Process.Url, SeedTokens.Of(server.Process).Alice);
        var body = $$"""{"id":"{{new string('x', 900_000)}}","method":"{{method}}","params":[{{argument}}]}""";

        await caller.AssertServedAsync(end => Crowd.RepeatAsync(server.Process.Url, 150, Requests.Post(body), end));
    }

    [Fact]
    public async Task LongListings_OfManyCallers_OthersAreServed()
    {
        var body = await ListLinksAsync();
        using var caller = await GoodCaller.CreateAsync(server.Process.Url, SeedTokens.Of(server.Process).Alice);

        await caller.AssertServedAsync(end => Crowd.RepeatAsync(server.Process.Url, 300, Requests.Post(body), end));
    }

    [Fact]
    public async Task LongListings_OfManyCallersWithTokens_HealthIsAnswered()
    {
        var body = await ListLinksAsync();

        await HealthWatch.AssertLiveAsync(server.Process.Url, end => Crowd.RepeatAsync(server.Process.Url, 64, Requests.Post(body, AliceHeader), end));
    }

    [Fact]
    public async Task ManySamplesAtATime_OfManyCallersWithTokens_HealthIsAnswered()
    {
        var ids = new List<string>();
        for (var i = 0; i < 100; i++)
            ids.Add((await server.Alice.SaveAsync(SampleText.Small())).Id);
        var samples = string.Join(',', Enumerable.Range(0, Samples).Select(i => $$"""{"id":"{{ids[i % ids.Count]}}","version":1}"""));
        var body = RpcClient.Body("SampleService.get_samples", $$"""{"samples":[{{samples}}]}""");
        Assert.Equal(Samples, (await server.Alice.ListAsync("SampleService.get_samples", $$"""{"samples":[{{samples}}]}""")).Length);

        await HealthWatch.AssertLiveAsync(server.Process.Url, end => Crowd.RepeatAsync(server.Process.Url, 64, Requests.Post(body, AliceHeader), end));
    }

    [Fact]
    public async Task Notifications_OverManyWebSocketsOfOneUser_HealthIsAnswered()
    {
        const int Sockets = 20;
        const string Notification = """{"jsonrpc":"2.0","method":"PlatformState.get"}""";

        await HealthWatch.AssertLiveAsync(server.Process.Url, end => Task.WhenAll(Enumerable.Range(0, Sockets).Select(_ => FloodAsync(end))));

        async Task FloodAsync(CancellationToken end)
        {
            using var socket = await GatewaySocket.OpenAsync(server.Process.Url, SessionClient.Bearer(SeedTokens.Of(server.Process).Alice));
            while (!end.IsCancellationRequested)
                await socket.SendAsync(Notification);
        }
    }

    private string AliceHeader => $"Authorization: {SeedTokens.Of(server.Process).Alice}\r\n";

    /// <summary>A call that lists the links of a public sample that has many.</summary>
    private async Task<string> ListLinksAsync()
    {
        // Calls of the test before may still be under way.
        while ((await server.Anonymous.CallAsync("SampleService.get_sample", "{}")).Body.Contains("-32008", StringComparison.Ordinal))
            await Task.Delay(50);
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Alice.CallAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","public_read":1}""");
        var upa = await server.NewObjectAsync(await server.NewWorkspaceAsync("alice", isPublic: true));
        await Parallel.ForEachAsync(Enumerable.Range(0, Links), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
            await server.Alice.MapAsync("SampleService.create_data_link", $$"""{"id":"{{id}}","version":1,"node":"root","upa":"{{upa}}","dataid":"d{{i}}"}"""));
        var argument = $$"""{"id":"{{id}}","version":1}""";
        Assert.Equal(Links, (await server.Anonymous.MapAsync("SampleService.get_data_links_from_sample", argument)).List("links").Count);
        return RpcClient.Body("SampleService.get_data_links_from_sample", argument);
    }
}
