using SampleService.Client.Tests.Support;

namespace SampleService.Client.Tests;

/// <summary>What becomes of calls when the service goes and comes back.</summary>
public sealed class ReconnectTests : HeldServerTests
{
    [Theory]
    [MemberData(nameof(Each))]
    public async Task Kill_CallUnderWay_FailsAndTheNextFindsTheNewProcess(Way way)
    {
        await using var client = SampleServiceClient.Connect(
            Ways.AddressOf(Server.Process, way),
            new() { Token = _ => new(Server.Token), ConnectTimeout = TimeSpan.FromMinutes(1) });
        using var held = Server.Hold();
        var call = Server.LinkAsync(client);
        await held.WaitForAsync(1, Patience.Token());

        await Server.CrashAndRestartAsync();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => call);
        held.Dispose();
        await Story.StatusAsync(client);
        await Server.Process.WaitForOutputAsync("Sample Service listens on", Patience.Token());
        Assert.Equal("root", (await Server.LinkAsync(client)).Node);
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Dispose_CallUnderWay_FailsAndEndsInTheService(Way way)
    {
        var client = Server.Connect(way);
        using var held = Server.Hold();
        var call = Server.LinkAsync(client);
        await held.WaitForAsync(1, Patience.Token());

        await client.DisposeAsync();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => call);
        await Server.Process.WaitForOutputAsync("outcome=499", Patience.Token());
    }
}
