using System.Net;
using SampleService.Client.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Client.Tests;

/// <summary>What callers get to see of each kind of error, over each transport.</summary>
[Collection(ClientCollection.Name)]
public sealed class ErrorTests(ClientServer server)
{
    public static TheoryData<Way> Each => Ways.All;

    public static TheoryData<Way> OfTheGateway => Ways.OfTheGateway;

    [Theory]
    [MemberData(nameof(Each))]
    public async Task GetSample_ThatDoesNotExist_IsToldByItsCode(Way way)
    {
        await using var alice = server.Alice(way);
        var id = Guid.NewGuid();

        var error = await Assert.ThrowsAsync<SampleServiceException>(() => alice.GetSampleAsync(new() { Id = id }));
        Assert.Equal((50010, "No such sample", $"No such sample: {id}"), (error.Code, error.Type, error.Message));
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task CreateSample_ThatSomebodyElseHasChanged_IsRefused(Way way)
    {
        await using var alice = server.Alice(way);
        var saved = await Story.SaveAsync(alice);
        var change = new CreateSampleRequest { Sample = new() { Id = saved.Id, NodeTree = [Story.Core] }, PriorVersion = 7, AsUser = Story.User };

        var error = await Assert.ThrowsAsync<SampleServiceException>(() => alice.CreateSampleAsync(change));
        Assert.Equal((40000, "Concurrency violation"), (error.Code, error.Type));
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task CreateSample_WithoutNodes_IsRefused(Way way)
    {
        await using var alice = server.Alice(way);

        var error = await Assert.ThrowsAsync<SampleServiceException>(
            () => alice.CreateSampleAsync(new() { Sample = new() { NodeTree = [] }, AsUser = Story.User }));
        Assert.Equal((30000, "Missing input parameter"), (error.Code, error.Type));
    }

    [Theory]
    [MemberData(nameof(OfTheGateway))]
    public async Task Call_WithAWrongToken_IsRefusedByName(Way way)
    {
        await using var client = Ways.Connect(server.Process, way, "sst_wrong");

        var error = await Assert.ThrowsAsync<AuthorizationException>(() => client.StatusAsync());
        Assert.Equal(("invalid_token", (int)HttpStatusCode.Forbidden), (error.Error, error.Code));
        Assert.DoesNotContain("sst_wrong", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OfTheGateway))]
    public async Task Call_WithAWrongGatewayId_IsRefusedByName(Way way)
    {
        await using var client = SampleServiceClient.Connect(
            Ways.AddressOf(server.Process, way), new() { Token = _ => new(server.Tokens.Alice), GatewayId = "another" });

        Assert.Equal("invalid_grant", (await Assert.ThrowsAsync<AuthorizationException>(() => client.StatusAsync())).Error);
    }

    [Theory]
    [MemberData(nameof(OfTheGateway))]
    public async Task Call_WithoutTheTokenThatItNeeds_IsRefusedByName(Way way)
    {
        await using var client = Ways.Connect(server.Process, way);

        Assert.Equal("authorization_missing", (await Assert.ThrowsAsync<AuthorizationException>(() => Story.SaveAsync(client))).Error);
    }

    [Theory]
    [MemberData(nameof(OfTheGateway))]
    public async Task Call_WithATokenThatIsNone_DoesNotShowIt(Way way)
    {
        await using var client = Ways.Connect(server.Process, way, "sst_secret\r\nX-Other: 1");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => client.StatusAsync());
        Assert.DoesNotContain("sst_secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OfTheGateway))]
    public async Task Call_NobodyThere_IsUnreachable(Way way)
    {
        var nobody = new UriBuilder(way == Way.Http ? "http" : "ws", "127.0.0.1", LoopbackPort.FindFree()).Uri;
        await using var client = SampleServiceClient.Connect(nobody, new() { ConnectTimeout = TimeSpan.Zero, Token = _ => new("sst_secret") });

        var error = await Assert.ThrowsAsync<ServiceUnreachableException>(() => client.StatusAsync());
        Assert.DoesNotContain("sst_secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_NoSocket_IsUnreachable()
    {
        using var folder = new TemporaryDirectory();
        await using var client = SampleServiceClient.Connect(
            new Uri("unix://" + Path.Combine(folder.Path, "node.sock")), new() { ConnectTimeout = TimeSpan.Zero });

        await Assert.ThrowsAsync<ServiceUnreachableException>(() => client.StatusAsync());
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("/node.sock")]
    public void Connect_AddressOfAnotherKind_IsRefused(string address) =>
        Assert.Throws<ArgumentException>(() => SampleServiceClient.Connect(new Uri(address, UriKind.RelativeOrAbsolute)));

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Call_OfADisposedClient_IsRefused(Way way)
    {
        var client = server.Alice(way);
        await Story.StatusAsync(client);
        await client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.StatusAsync());
    }
}
