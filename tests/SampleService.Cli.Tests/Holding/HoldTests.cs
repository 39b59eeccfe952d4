using SampleService.Cli.Tests.Support;
using SampleService.Server.Tests.Support;

namespace SampleService.Cli.Tests.Holding;

/// <summary>A state that is held while a command runs; each test leaves the platform active.</summary>
public sealed class HoldTests(CliServer server) : IClassFixture<CliServer>
{
    private const string Active = "100 active";

    [Fact]
    public async Task Hold_Command_RunsInTheStateWithItsOutput()
    {
        var run = await server.RunAsync(
            "state", "hold", "backup", "--quiesce", "--reason", "nightly", "--", "bash", "-c", "dotnet \"$0\" state list; echo to error >&2; exit 7", Samplectl.Assembly);

        Assert.Equal(7, run.ExitCode);
        Assert.Equal(["5 backup", "(node)"], run.Rows[1][..2]);
        Assert.Equal(["no", "yes"], run.Rows[1][^3..^1]);
        Assert.Matches(@"^nightly \(hold [0-9a-f]{8}\)$", run.Rows[1][^1]);
        Assert.Equal("samplectl: The state backup is set.\nto error\nsamplectl: The state backup is ended.\n", run.Error);
        Assert.Equal(Active, await StateAsync());
    }

    [Fact]
    public async Task Hold_LongerThanItsLease_IsRenewed()
    {
        using var holder = await Holder.StartAsync(server.Cli, "validation", "2");
        var first = await LeaseEndAsync();
        var end = Patience.Token();
        while (await LeaseEndAsync() <= first + 2000)
            Assert.False(end.IsCancellationRequested);
        holder.EndCommand();
        var run = await holder.EndAsync();

        Assert.Equal((0, "done\n"), (run.ExitCode, run.Output));
        Assert.Equal(Active, await StateAsync());
    }

    [Theory]
    [InlineData("TERM", 9)]
    [InlineData("INT", 8)]
    public async Task Hold_Signal_IsHandedOnAndTheStateEnds(string signal, int code)
    {
        using var holder = await Holder.StartAsync(server.Cli, "update", "60");
        await holder.SignalAsync(signal);
        var run = await holder.EndAsync();

        Assert.Equal((code, $"got {signal}\n"), (run.ExitCode, run.Output));
        Assert.Equal(Active, await StateAsync());
    }

    [Fact]
    public async Task Hold_CommandEndedByASignal_HasTheCodeOfShells() => Assert.Equal(
        128 + 9, (await server.RunAsync("state", "hold", "backup", "--", "bash", "-c", "kill -KILL $$")).ExitCode);

    [Fact]
    public async Task Hold_Killed_StateEndsWithItsLease()
    {
        using var holder = await Holder.StartAsync(server.Cli, "validation", "3");
        Assert.Equal("40 validation", await StateAsync());
        await holder.SignalAsync("KILL");
        holder.EndCommand();
        var end = Patience.Token();
        while (await StateAsync() != Active)
            Assert.False(end.IsCancellationRequested);
    }

    [Fact]
    public async Task Hold_RestoreThatFails_StaysUntilOneIsCompleted()
    {
        var failed = await server.RunAsync("state", "hold", "restore", "--", "false");
        var end = Patience.Token();
        while ((await server.RunAsync("state", "list")).Ok().Rows[1][^3] != "yes")
            Assert.False(end.IsCancellationRequested);
        var meanwhile = await server.RunAsync("account", "create", server.NewName("user"));
        var completed = await server.RunAsync("state", "hold", "restore", "--", "true");

        Assert.Equal(1, failed.ExitCode);
        Assert.EndsWith(
            "samplectl: false ended with 1. The database may be restored by half, so the state restore stays: restore again, or end it by samplectl state clear restore.\n",
            failed.Error);
        Assert.Equal(
            new CliRun(75, "", "Server Error found:\n[9] Error during execution\n- [-32005] A restore is being done\n"), meanwhile);
        Assert.Equal(0, completed.ExitCode);
        Assert.Equal(Active, await StateAsync());
    }

    [Fact]
    public async Task Hold_StateThatIsSet_IsRefusedAndStays()
    {
        (await server.RunAsync("state", "set", "validation", "--lease", "600", "--reason", "by hand")).Ok();
        var run = await server.RunAsync("state", "hold", "validation", "--", "echo", "ran");
        var state = await StateAsync();
        (await server.RunAsync("state", "clear", "validation")).Ok();

        Assert.Equal((75, "", "40 validation"), (run.ExitCode, run.Output, state));
        Assert.StartsWith("samplectl: The state validation is set already, by (node) since ", run.Error);
        Assert.Contains("reason: by hand", run.Error);
        Assert.Equal(Active, await StateAsync());
    }

    /// <summary>All call by one name, so that to the server the second set is a renewal.</summary>
    [Fact]
    public async Task Set_ManyAtOnce_OneHasItAndNoOtherEndsIt()
    {
        for (var round = 0; round < 5; round++)
        {
            var leases = Enumerable.Range(0, 8).Select(_ => NewLease()).ToList();
            var failures = await Task.WhenAll(leases.Select(lease => Task.Run(() => lease.SetAsync(false, "a race", TimeSpan.FromSeconds(30), default))));

            var winner = Assert.Single(leases.Where((_, i) => failures[i] is null));
            Assert.All(failures.OfType<CallFailure>(), failure => Assert.Equal((75, true), (failure.ExitCode, failure.Message.Contains("is set already", StringComparison.Ordinal))));
            Assert.All(leases, lease => Assert.False(lease.MayBeSet));
            Assert.Null(await winner.ClearAsync(TimeSpan.FromSeconds(30), default));
            Assert.False(winner.IsLost);
            Assert.Equal(Active, await StateAsync());
        }
    }

    [Fact]
    public async Task Clear_StateThatAnotherOfTheSameNameHasByNow_IsLostAndStays()
    {
        var (first, second) = (NewLease(), NewLease());
        Assert.Null(await first.SetAsync(false, null, TimeSpan.FromSeconds(30), default));
        (await server.RunAsync("state", "clear", "validation")).Ok();
        Assert.Null(await second.SetAsync(false, null, TimeSpan.FromSeconds(30), default));

        Assert.Null(await first.ClearAsync(TimeSpan.FromSeconds(30), default));

        Assert.True(first.IsLost);
        Assert.Equal("40 validation", await StateAsync());
        Assert.Null(await second.ClearAsync(TimeSpan.FromSeconds(30), default));
        Assert.False(second.IsLost);
        Assert.Equal(Active, await StateAsync());
    }

    [Fact]
    public async Task Hold_StateThatSomebodyEnds_SaysSoAndIsNoSuccess()
    {
        using var holder = await Holder.StartAsync(server.Cli, "backup", "2");
        (await server.RunAsync("state", "clear", "backup")).Ok();
        await holder.WaitForAsync("samplectl: The state backup is lost, and the command goes on without it: ");
        holder.EndCommand();
        var run = await holder.EndAsync();

        Assert.Equal((75, "done\n"), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("no-such-program", 127, "There is no program no-such-program.")]
    [InlineData("./samplectl.deps.json", 126, "is no program that can be run.")]
    [InlineData("./no-such-program", 127, "There is no program ./no-such-program.")]
    public async Task Hold_NoProgram_SetsNothing(string program, int code, string told)
    {
        var run = await server.RunAsync("state", "hold", "update", "--", program);

        Assert.Equal((code, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, run.Error);
        Assert.DoesNotContain("is set", run.Error);
    }

    [Fact]
    public async Task Hold_ServerThatRefuses_RunsNothing()
    {
        var run = await server.RunAsync("state", "hold", "update", "--quiesce", "--", "echo", "ran");

        Assert.Equal(
            new CliRun(2, "", "Server Error found:\n[9] Error during execution\n- [30001] Illegal input parameter: quiesce is for a backup alone\n"), run);
        Assert.Equal(Active, await StateAsync());
    }

    private StateLease NewLease() =>
        new(new RpcClient(new SocketTransport([server.Socket]), TimeSpan.FromSeconds(30)), "validation", 60, static _ => { });

    private async Task<string> StateAsync() => (await server.RunAsync("state", "get")).Ok().Value("state");

    private async Task<long> LeaseEndAsync() => (long)(await server.RunAsync("state", "list", "--format", "json")).Ok().Json![0]!["lease_end"]!;
}
