using SampleService.Client.Tests.Support;

namespace SampleService.Client.Tests;

/// <summary>Events as they happen, over every transport and over the end of a process.</summary>
public sealed class EventTests : HeldServerTests
{
    [Theory]
    [MemberData(nameof(Each))]
    public async Task Watch_FromAPosition_TellsOfEachEventOnceInOrder(Way way)
    {
        await using var client = Server.Connect(way);
        var saved = await SaveAsync(client, null);
        var watch = client.WatchEventsAsync(new() { After = 0, Sample = saved.Id }, Patience.Token()).GetAsyncEnumerator();
        await using var _ = watch;
        Assert.Equal(1, await NextAsync(watch));

        for (var version = 2; version <= 4; version++)
        {
            await SaveAsync(client, saved.Id);
            Assert.Equal(version, await NextAsync(watch));
        }
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Watch_ProcessIsKilledAndStartedAgain_GoesOnWithoutGap(Way way)
    {
        var address = Ways.AddressOf(Server.Process, way);
        await using var client = SampleServiceClient.Connect(address, new() { Token = _ => new(Server.Token), ConnectTimeout = TimeSpan.FromMinutes(1) });
        var saved = await SaveAsync(client, null);
        var watch = client.WatchEventsAsync(new() { After = 0, Sample = saved.Id }, Patience.Token()).GetAsyncEnumerator();
        await using var _ = watch;
        Assert.Equal(1, await NextAsync(watch));
        await SaveAsync(client, saved.Id);

        await Server.CrashAndRestartAsync();

        Assert.Equal(2, await NextAsync(watch));
        await Server.Process.WaitForOutputAsync("Sample Service listens on", Patience.Token());
        // The watch may have had the second event before the crash, and nobody has waited for the new process then.
        await using var other = SampleServiceClient.Connect(address, new() { Token = _ => new(Server.Token), ConnectTimeout = TimeSpan.FromMinutes(1) });
        await SaveAsync(other, saved.Id);
        Assert.Equal(3, await NextAsync(watch));
    }

    [Fact]
    public async Task Watch_PositionThatIsNone_IsRefused()
    {
        await using var client = Server.Connect(Way.WebSocket);
        var watch = client.WatchEventsAsync(new() { After = -1 }, Patience.Token()).GetAsyncEnumerator();
        await using var _ = watch;

        Assert.Equal(30001, (await Assert.ThrowsAsync<SampleServiceException>(() => watch.MoveNextAsync().AsTask())).Code);
    }

    private static async Task<int?> NextAsync(IAsyncEnumerator<SampleEvent> watch)
    {
        Assert.True(await watch.MoveNextAsync());
        return watch.Current.Version;
    }

    private Task<SampleAddress> SaveAsync(SampleServiceClient client, Guid? id) => client.CreateSampleAsync(
        new() { Sample = new() { Id = id, NodeTree = [new() { Id = "root", Type = NodeType.BioReplicate }] }, AsUser = Server.User }, Patience.Token());
}
