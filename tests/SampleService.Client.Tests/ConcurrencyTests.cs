using SampleService.Client.Tests.Support;

namespace SampleService.Client.Tests;

/// <summary>Many calls of one client at a time.</summary>
[Collection(ClientCollection.Name)]
public sealed class ConcurrencyTests(ClientServer server)
{
    private const int Calls = 100;

    public static TheoryData<Way> Each => Ways.All;

    [Theory]
    [MemberData(nameof(Each))]
    public async Task GetSample_100AtOnceOverOneConnection_EachGetsItsOwn(Way way)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };
        await using var alice = SampleServiceClient.Connect(
            Ways.AddressOf(server.Process, way),
            new() { Token = _ => new(server.Tokens.Alice), HttpHandler = handler, MaxSocketConnections = 1 });
        var names = Enumerable.Range(0, Calls).Select(i => $"sample {i}").ToArray();
        var saved = await Task.WhenAll(names.Select(
            name => alice.CreateSampleAsync(new() { Sample = new() { Name = name, NodeTree = [Story.Part with { Type = NodeType.BioReplicate, Parent = null }] }, AsUser = Story.User }, Patience.Token())));

        var read = await Task.WhenAll(saved.Select(sample => alice.GetSampleAsync(new() { Id = sample.Id }, Patience.Token())));

        Assert.Equal(names, read.Select(sample => sample.Name));
    }

    [Fact]
    public async Task GetSample_OverSeveralSockets_EachGetsItsOwn()
    {
        await using var alice = server.Alice(Way.UnixSocket);
        var saved = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => Story.SaveAsync(alice)));

        var read = await Task.WhenAll(saved.Select(sample => alice.GetSampleAsync(new() { Id = sample.Id }, Patience.Token())));

        Assert.Equal(saved.Select(sample => sample.Id), read.Select(sample => sample.Id));
    }

    /// <summary>.NET closes a WebSocket whose sending is cancelled; the calls of others would be lost with it.</summary>
    [Fact]
    public async Task Cancel_ManyWhileTheyAreSent_KeepsTheWebSocket()
    {
        var handshakes = 0;
        await using var alice = SampleServiceClient.Connect(
            Ways.AddressOf(server.Process, Way.WebSocket),
            new() { Token = _ => new(Interlocked.Increment(ref handshakes) == 1 ? server.Tokens.Alice : null) });
        await alice.StatusAsync();

        await Task.WhenAll(Enumerable.Range(0, Calls).Select(async _ =>
        {
            using var cancellation = new CancellationTokenSource();
            var call = alice.StatusAsync(cancellation.Token);
            await cancellation.CancelAsync();
            await Record.ExceptionAsync(() => call);
        }));

        await alice.StatusAsync();
        Assert.Equal(1, handshakes);
    }
}
