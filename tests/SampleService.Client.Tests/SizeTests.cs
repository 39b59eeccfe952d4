using SampleService.Client.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Client.Tests;

/// <summary>Calls that are larger than the service takes.</summary>
public sealed class SizeTests : IAsyncLifetime
{
    private const int Limit = 20_000;

    private ServerProcess? _server;
    private SeedTokens? _tokens;

    public async Task InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(
            new ServerOptions { Arguments = [$"--Limits:RequestBytes={Limit}", $"--Limits:AnonymousRequestBytes={Limit}", $"--Node:MaxMessageBytes={Limit}"] });
        _tokens = SeedTokens.Of(_server);
    }

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [Fact]
    public async Task CreateSample_TooLargeByHttp_IsRefused()
    {
        await using var alice = Ways.Connect(_server!, Way.Http, _tokens!.Alice);

        Assert.Equal(-32600, (await Assert.ThrowsAsync<SampleServiceException>(() => SaveLargeAsync(alice))).Code);
    }

    /// <summary>The connection is closed without an answer, and the next call has another.</summary>
    [Theory]
    [InlineData(Way.WebSocket)]
    [InlineData(Way.UnixSocket)]
    public async Task CreateSample_TooLargeForTheConnection_LeavesTheOutcomeUnknown(Way way)
    {
        await using var alice = Ways.Connect(_server!, way, _tokens!.Alice);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => SaveLargeAsync(alice));
        await Story.StatusAsync(alice);
    }

    private static Task SaveLargeAsync(SampleServiceClient client) => client.CreateSampleAsync(
        new() { Sample = new() { Name = new string('x', Limit), NodeTree = [Story.Core] }, AsUser = Story.User }, Patience.Token());
}
