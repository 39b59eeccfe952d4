using System.Net.Sockets;
using System.Runtime.Versioning;
using SampleService.Server.Tests.Starting;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Node;

/// <summary>The file of the socket: who may use it, what a dead server leaves, and two servers that want it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SocketFileTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string SocketPath => Path.Combine(_folder.Path, "node.sock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_WithoutSettings_MakesASocketForItsUserAlone()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        // Other users could get as far as the socket.
        OpenSocketServer.OpenToAll(server.DataDirectory);
        var path = NodeClient.PathOf(server);

        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(path));
        Assert.Equal("refused: Permission denied\n", await OtherUser.AskAsync(path, NodeClient.Request("Node.status")));
        using var node = new NodeClient(path);
        Assert.Equal(server.ProcessId, (int)(await node.CallAsync("Node.status"))!["process"]!);
    }

    [Fact]
    public async Task Stop_Server_TakesItsSocketAway()
    {
        await using var server = await StartAsync();
        Assert.True(File.Exists(SocketPath));

        Assert.True(await server.StopAsync());
        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public async Task Start_AfterAServerWasKilled_ReplacesItsSocket()
    {
        await using (var killed = await StartAsync())
        {
            killed.Kill();
            await killed.WaitForExitAsync(Patience.Token());
        }

        Assert.True(File.Exists(SocketPath));
        await using var server = await StartAsync();
        using var node = new NodeClient(SocketPath);
        Assert.Equal(server.ProcessId, (int)(await node.CallAsync("Node.status"))!["process"]!);
    }

    [Fact]
    public async Task Start_SecondServer_ServesWithoutTheSocketAndSaysSo()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();

        var line = Assert.Single(second.Output.Split('\n'), line => line.Contains("[1151]", StringComparison.Ordinal));
        Assert.Contains($"There is no socket {SocketPath} for operators: another process has it", line);
        Assert.True(await second.StopAsync());
        using var node = new NodeClient(SocketPath);
        Assert.Equal(first.ProcessId, (int)(await node.CallAsync("Node.status"))!["process"]!);
    }

    [Fact]
    public async Task Start_SecondServerThatInsists_IsRefused()
    {
        await using var first = await StartAsync();

        (await RefusedAsync("--Node:Enabled=true", $"--Node:SocketPath={SocketPath}")).AssertRefusal("Node:Enabled", SocketPath, "another process has it");
        using var node = new NodeClient(SocketPath);
        Assert.NotNull(await node.CallAsync("Node.status"));
    }

    [Fact]
    public async Task Start_FileInThePlaceOfTheSocket_IsRefusedAndStays()
    {
        await File.WriteAllTextAsync(SocketPath, "precious");

        (await RefusedAsync($"--Node:SocketPath={SocketPath}")).AssertRefusal("Node:SocketPath", SocketPath, "no socket");
        Assert.Equal("precious", await File.ReadAllTextAsync(SocketPath));
    }

    [Fact]
    public async Task Start_EmptyFileInThePlaceOfTheSocket_IsRefusedAndStays()
    {
        await File.WriteAllTextAsync(SocketPath, "");

        (await RefusedAsync($"--Node:SocketPath={SocketPath}")).AssertRefusal("Node:SocketPath", SocketPath, "no socket");
        Assert.True(File.Exists(SocketPath));
    }

    /// <summary>Of another program, or of a server whose lock file somebody has removed.</summary>
    [Fact]
    public async Task Start_SomebodyListensOnTheSocket_IsRefusedAndStays()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        listener.Listen();

        (await RefusedAsync($"--Node:SocketPath={SocketPath}")).AssertRefusal("Node:SocketPath", SocketPath, "another program listens there");
        using var node = new NodeClient(SocketPath);
    }

    [Fact]
    public async Task Start_LockFileThatCannotBeOpened_IsNotTakenForAnotherProcess()
    {
        File.CreateSymbolicLink(SocketPath + ".lock", SocketPath + ".lock");

        var run = await RefusedAsync($"--Node:SocketPath={SocketPath}");

        run.AssertRefusal("Node:SocketPath", SocketPath);
        Assert.DoesNotContain("another process", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OpenSocketInAFolderThatOthersMayNotEnter_IsRefused() =>
        (await RefusedAsync("--Node:Restricted=false", $"--Node:SocketPath={SocketPath}")).AssertRefusal("Node:Restricted", _folder.Path);

    [Fact]
    public async Task Start_TurnedOff_MakesNoSocket()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Environment = new Dictionary<string, string> { ["Node__Enabled"] = "false" } });

        Assert.Empty(Directory.GetFiles(server.DataDirectory, "node.sock*"));
    }

    /// <summary>The path of a data directory may be longer than that of a socket: that is no reason not to serve.</summary>
    [Fact]
    public async Task Start_DataDirectoryWithALongName_ServesWithoutASocket()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, new string('d', 100))).FullName;
        await using var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder });

        Assert.Contains("[1151]", server.Output);
    }

    [Fact]
    public async Task Connect_NobodyListens_IsRefusedByTheSystem()
    {
        await using (var server = await StartAsync())
            server.Kill();

        Assert.Throws<SocketException>(() => new NodeClient(SocketPath));
    }

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(new ServerOptions { Arguments = [$"--Node:SocketPath={SocketPath}"] });

    private static Task<ServerRun> RefusedAsync(params string[] arguments) =>
        ServerRun.ToEndAsync(new ServerOptions { Arguments = ["--urls", "http://127.0.0.1:0", .. arguments] });
}
