using SampleService.Testing.Servers;

namespace SampleService.Client.Tests.Support;

/// <summary>A stand-alone server with the metadata validators of the documents, for all tests of a collection.</summary>
public sealed class ClientServer : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();
    private ServerProcess? _server;

    internal ServerProcess Process => _server!;

    internal SeedTokens Tokens { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var configuration = Path.Combine(_folder.Path, "validators.yml");
        await File.WriteAllTextAsync(configuration, Documents.BlockAfter(await Documents.ReadAsync("docs", "validators.md"), "```yaml\n"));
        _server = await ServerProcess.StartAsync(new ServerOptions { Arguments = [$"--Validation:ConfigUrl={new Uri(configuration)}"] });
        Tokens = SeedTokens.Of(_server);

        // Over the Unix socket nobody has a right to read a sample through data, unless everybody has.
        await using var admin = Ways.Transport(_server, Tokens.Admin);
        await admin.CallAsync("Standalone.set_workspace_public", Ways.Json("""{"workspace":1,"public":true}"""), Patience.Token());
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }

    internal SampleServiceClient Alice(Way way) => Ways.Connect(Process, way, Tokens.Alice);

    internal SampleServiceClient Admin(Way way) => Ways.Connect(Process, way, Tokens.Admin);
}
