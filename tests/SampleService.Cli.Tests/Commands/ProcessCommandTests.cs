using System.Globalization;
using SampleService.Cli.Tests.Support;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Commands;

/// <summary>Commands about the process and the deployment.</summary>
[Collection(CliCollection.Name)]
public sealed class ProcessCommandTests(CliServer server)
{
    [Fact]
    public async Task Status_BySocket_TellsTheProcess()
    {
        var status = (await server.RunAsync("status")).Ok();

        Assert.Equal("100 active", status.Value("state"));
        Assert.Equal(server.Process.ProcessId.ToString(CultureInfo.InvariantCulture), status.Value("process"));
        Assert.Equal("no", status.Value("stopping"));
    }

    [Fact]
    public async Task Status_ByUrl_NeedsNoToken() =>
        Assert.Equal("OK", (await new Samplectl().RunAsync("status", "--url", server.Url)).Ok().Value("state"));

    [Fact]
    public async Task StateGet_ActivePlatform_TellsIt() => Assert.Equal("100 active", (await server.RunAsync("state", "get")).Ok().Value("state"));

    [Fact]
    public async Task Members_OneProcess_IsARow()
    {
        var members = (await server.RunAsync("members")).Ok().Rows;

        Assert.Equal(["PROCESS", "ADDRESSES", "VERSION", "STARTED", "STATE"], members[0]);
        Assert.EndsWith($":{server.Process.ProcessId}", Assert.Single(members[1..])[0]);
    }

    [Fact]
    public async Task ConfigShow_Settings_AreRowsWithTheirSource() =>
        Assert.Contains((await server.RunAsync("config", "show")).Ok().Rows, row => row is ["Storage:Provider", "Sqlite", "default"]);

    [Fact]
    public async Task LogLevel_Changed_IsShown()
    {
        (await server.RunAsync("log-level", "Sample.Unused", "warning")).Ok();
        var below = (await server.RunAsync("log-level", "Sample.Unused.Part")).Ok();
        var beside = (await server.RunAsync("log-level", "Sample.UnusedToo")).Ok();

        Assert.Equal(("Logging:LogLevel:Sample.Unused", "Warning"), (below.Value("setting"), below.Value("level")));
        Assert.Equal("Logging:LogLevel:Default", beside.Value("setting"));
    }

    [Fact]
    public async Task Drain_Server_Stops()
    {
        await using var other = await ServerProcess.StartAsync(new ServerOptions());
        var drain = (await Samplectl.At(CliServer.SocketOf(other.DataDirectory)).RunAsync("drain")).Ok();
        await other.WaitForExitAsync(Patience.Token());

        Assert.Equal(("", 0), (drain.Output, other.ExitCode));
        Assert.Contains("the process ends when its calls have ended", drain.Error);
    }
}
