using System.Runtime.Versioning;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Node;

/// <summary>A server whose socket every user of the machine may use, in a folder that all may enter.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OpenSocketServer : StandaloneServer, IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();

    internal string SocketPath => Path.Combine(_folder.Path, "node.sock");

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Node__Restricted"] = "false",
        ["Node__SocketPath"] = SocketPath,
        ["Node__MaxConnections"] = "16",
    };

    public new async Task InitializeAsync()
    {
        OpenToAll(_folder.Path);
        await base.InitializeAsync();
    }

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Lets every user enter a folder.</summary>
    internal static void OpenToAll(string folder) => File.SetUnixFileMode(
        folder,
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
}
