using System.Net.Sockets;
using SampleService.Cli.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Transport;

/// <summary>How the socket of a server is found, and what is said when there is no way to it.</summary>
[Collection(CliCollection.Name)]
public sealed class SocketTests(CliServer server) : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Socket_NothingSaid_IsInTheDataFolder()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "data"), server.Process.DataDirectory);

        Assert.Equal("100 active", (await new Samplectl { Folder = _folder.Path }.RunAsync("state", "get")).Ok().Value("state"));
    }

    [Fact]
    public async Task Socket_Option_GoesBeforeTheEnvironment() => Assert.Equal(
        "100 active", (await Samplectl.At("nowhere").RunAsync("state", "get", "--socket", server.Socket)).Ok().Value("state"));

    [Fact]
    public async Task Socket_ThatIsNotThere_Is75AndSaysWhatToDo()
    {
        var run = await new Samplectl { Folder = _folder.Path }.RunAsync("status");

        Assert.Equal((75, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("samplectl: There is no socket data/node.sock and no /var/lib/sample-service/node.sock. Is the server running on this machine? ", run.Error);
    }

    [Fact]
    public async Task Socket_WhereNobodyListens_Is75()
    {
        var path = Path.Combine(_folder.Path, "stale");
        // Under its own name it would go with the listener.
        using (Listen(path + ".bound"))
            File.Move(path + ".bound", path);
        var run = await Samplectl.At(path).RunAsync("status");

        Assert.Equal(new CliRun(75, "", $"samplectl: Nobody listens at the socket {path}: the server is not running, or is stopping.\n"), run);
    }

    [Fact]
    public async Task Socket_OfAnotherUser_Is2AndSaysWhoMay()
    {
        var path = Path.Combine(_folder.Path, "closed");
        using var other = Listen(path);
        File.SetUnixFileMode(path, UnixFileMode.None);
        // Root is held up by no mode, but for this.
        var cli = Samplectl.At(path) with { StartedThrough = Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] : [] };
        var run = await cli.RunAsync("status");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"samplectl: No permission for the socket {path}: it is for root and the user who runs the server", run.Error);
    }

    [Fact]
    public async Task Socket_LongerThanSocketsCanBe_Is2() => Assert.Equal(2, (await Samplectl.At(new string('x', 300)).RunAsync("status")).ExitCode);

    [Fact]
    public async Task Answer_ThatNeverComes_Is75AfterTheTimeout()
    {
        using var silent = Listen(Path.Combine(_folder.Path, "silent"));

        Assert.Equal(
            new CliRun(75, "", "samplectl: There was no answer within 1 s (--timeout).\n"),
            await Samplectl.At(Path.Combine(_folder.Path, "silent")).RunAsync("status", "--timeout", "1"));
    }

    [Theory]
    [InlineData("", 75)]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", 2)]
    [InlineData("7\n", 2)]
    public async Task Answer_ThatIsNone_IsToldFromOne(string answer, int code)
    {
        using var other = new FakeNode(answer);
        var run = await Samplectl.At(other.Path).RunAsync("status");

        Assert.Equal((code, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("samplectl: ", run.Error);
    }

    [Fact]
    public async Task Message_OverTheLimitOfTheSocket_Is2AndNamesTheSetting()
    {
        var run = await server.Cli.RunWithInputAsync($$"""{"user":"{{new string('a', 100_000)}}"}""", "rpc", "invoke", "Standalone.list_tokens", "-");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Node:MaxMessageBytes", run.Error);
    }

    private static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        return socket;
    }
}
