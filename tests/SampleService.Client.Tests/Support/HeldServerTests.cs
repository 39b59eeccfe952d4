namespace SampleService.Client.Tests.Support;

/// <summary>Tests that each have a server of their own, whose calls about links can be held up.</summary>
public abstract class HeldServerTests : IAsyncLifetime
{
    private HeldServer? _server;

    public static TheoryData<Way> Each => Ways.All;

    private protected HeldServer Server => _server!;

    public async Task InitializeAsync() => _server = await HeldServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
