using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Abuse;

/// <summary>Calls that cost their callers little and the service much, by callers without a token.</summary>
public sealed class CheapCallTests(CheapCallTests.Server server) : IClassFixture<CheapCallTests.Server>
{
    private const int Links = 3000;

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
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Alice.CallAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","public_read":1}""");
        var upa = await server.NewObjectAsync(await server.NewWorkspaceAsync("alice", isPublic: true));
        await Parallel.ForEachAsync(Enumerable.Range(0, Links), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
            await server.Alice.MapAsync("SampleService.create_data_link", $$"""{"id":"{{id}}","version":1,"node":"root","upa":"{{upa}}","dataid":"d{{i}}"}"""));
        var body = RpcClient.Body("SampleService.get_data_links_from_sample", $$"""{"id":"{{id}}","version":1}""");
        Assert.Equal(Links, (await server.Anonymous.MapAsync("SampleService.get_data_links_from_sample", $$"""{"id":"{{id}}","version":1}""")).List("links").Count);
        using var caller = await GoodCaller.CreateAsync(server.Process.Url, SeedTokens.Of(server.Process).Alice);

        await caller.AssertServedAsync(end => Crowd.RepeatAsync(server.Process.Url, 300, Requests.Post(body), end));
    }
}
