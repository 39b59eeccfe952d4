using SampleService.Testing.Servers;

namespace SampleService.Conformance.Tests;

/// <summary>What the cases call: one server, on SQLite.</summary>
internal sealed class ServerUnderTest(ServerProcess server) : IAsyncDisposable
{
    public Uri Url => server.Url;

    public static async Task<ServerUnderTest> StartAsync(ServerOptions options) => new(await ServerProcess.StartAsync(options));

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
