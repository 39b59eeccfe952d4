using SampleService.Cli.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Holding;

/// <summary>A state that is held while the server goes and comes again.</summary>
public sealed class HoldOutageTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private Samplectl Cli => Samplectl.At(CliServer.SocketOf(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Hold_ServerRestarted_IsRenewedAgainAndEnds()
    {
        using var holder = await WithServerAsync(() => Holder.StartAsync(Cli, "restore", "3"));
        await holder.WaitForAsync("samplectl: The state restore could not be renewed, which is tried again: ");

        await WithServerAsync(async () =>
        {
            await holder.WaitForAsync("samplectl: The state restore is renewed again.");
            holder.EndCommand();
            Assert.Equal(0, (await holder.EndAsync()).ExitCode);
            Assert.Equal("100 active", (await Cli.RunAsync("state", "get")).Ok().Value("state"));
            return 0;
        });
    }

    [Fact]
    public async Task Hold_CommandThatRestartsTheServer_StateEndsWhenItIsThere()
    {
        using var holder = await WithServerAsync(() => Holder.StartAsync(Cli, "update", "600"));
        holder.EndCommand();

        await WithServerAsync(async () =>
        {
            Assert.Equal(0, (await holder.EndAsync()).ExitCode);
            Assert.Equal("100 active", (await Cli.RunAsync("state", "get")).Ok().Value("state"));
            return 0;
        });
    }

    [Fact]
    public async Task Hold_ServerGoneForGood_SaysThatTheLeaseIsOver()
    {
        using var holder = await WithServerAsync(() => Holder.StartAsync(Cli, "backup", "2"));
        await holder.WaitForAsync("samplectl: The state backup is lost, and the command goes on without it: its lease is over");
        holder.EndCommand();

        Assert.Equal(75, (await holder.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Hold_NoServer_RunsNothing()
    {
        var run = await Cli.RunAsync("state", "hold", "backup", "--", "echo", "ran");

        Assert.Equal((75, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("samplectl: There is no socket ", run.Error);
    }

    private async Task<T> WithServerAsync<T>(Func<Task<T>> run)
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = _folder.Path });
        return await run();
    }
}
