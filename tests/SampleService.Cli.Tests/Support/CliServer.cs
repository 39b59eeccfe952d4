using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Support;

/// <summary>A stand-alone server that tests share; each makes the accounts and workspaces it needs.</summary>
public sealed class CliServer : IAsyncLifetime
{
    private ServerProcess? _server;
    private int _names;

    internal ServerProcess Process => _server!;

    internal string Socket => SocketOf(Process.DataDirectory);

    internal string Url => Process.Url.GetLeftPart(UriPartial.Authority);

    internal SeedTokens Tokens => SeedTokens.Of(Process);

    /// <summary>samplectl, which finds the socket.</summary>
    internal Samplectl Cli => Samplectl.At(Socket);

    public static string SocketOf(string dataDirectory) => Path.Combine(dataDirectory, "node.sock");

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync(new ServerOptions());

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    internal Task<CliRun> RunAsync(params string[] arguments) => Cli.RunAsync(arguments);

    /// <summary>A name that no other test uses.</summary>
    internal string NewName(string prefix) => $"{prefix}_{Interlocked.Increment(ref _names)}";

    /// <summary>A new sample of a user, with one node; gives its id.</summary>
    internal async Task<string> NewSampleAsync(string user) =>
        (await Cli.RunWithInputAsync("""{"name":"soil","node_tree":[{"id":"core-1","type":"BioReplicate"}]}""", "sample", "create", "-", "--as-user", user)).Ok().Value("id");
}
