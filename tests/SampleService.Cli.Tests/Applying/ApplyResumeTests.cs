using SampleService.Cli.Tests.Support;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Applying;

/// <summary>Runs that are broken off and started again: each row is done once.</summary>
[Collection(CliCollection.Name)]
public sealed class ApplyResumeTests(CliServer server) : IDisposable
{
    private const string GoOn = "Run the same command again to go on: what was done is not done again.\n";

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "0 of 5 rows are done.")]
    [InlineData(2, "2 of 5 rows are done.")]
    [InlineData(3, "4 of 5 rows are done.")]
    public async Task Apply_AnswerThatIsLost_GoesOnWithOneEffect(int lost, string told)
    {
        var name = server.NewName("core");
        using var node = new LossyNode(server.Socket, lost, closes: true);
        string[] command = ["apply", Rows(name, 5), "--size", "2", "--as-user", "alice"];
        var broken = await Samplectl.At(node.Path).RunAsync(command);

        Assert.Equal(75, broken.ExitCode);
        Assert.EndsWith($"samplectl: The server has ended the connection without an answer. It may be stopping, or have too many connections; try again.\nsamplectl: {told} {GoOn}", broken.Error);
        var whole = (await server.RunAsync(command)).Ok();
        Assert.Equal(6, whole.Rows.Length);
        Assert.Equal(5, await CountAsync(name));
        // Once more nothing is done, and the same is told.
        Assert.Equal(whole, await server.RunAsync(command));
        Assert.Equal(5, await CountAsync(name));
    }

    [Fact]
    public async Task Apply_Interrupted_SaysHowToGoOn()
    {
        var name = server.NewName("core");
        using var node = new LossyNode(server.Socket, 2, closes: false);
        string[] command = ["apply", Rows(name, 5), "--size", "2", "--as-user", "alice"];
        using var process = Samplectl.At(node.Path).Begin(command);
        await node.Done.WaitAsync(Patience.Token());
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        var broken = await Samplectl.EndAsync(process);

        Assert.Equal(130, broken.ExitCode);
        Assert.EndsWith($"samplectl: Interrupted. 2 of 5 rows are done. {GoOn}", broken.Error);
        (await server.RunAsync(command)).Ok();
        Assert.Equal(5, await CountAsync(name));
    }

    [Fact]
    public async Task Apply_ServerKilledAndStartedAgain_GoesOnWithOneEffect()
    {
        using var data = new TemporaryDirectory();
        var socket = CliServer.SocketOf(data.Path);
        string[] command = ["apply", Rows("core", 3), "--size", "1", "--as-user", "alice"];
        await using (var first = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = data.Path }))
        {
            using var node = new LossyNode(socket, 2, closes: false);
            using var process = Samplectl.At(node.Path).Begin([.. command, "--timeout", "5"]);
            await node.Done.WaitAsync(Patience.Token());
            first.Kill();
            Assert.Equal(75, (await Samplectl.EndAsync(process)).ExitCode);
        }

        await using var second = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = data.Path });
        (await Samplectl.At(socket).RunAsync(command)).Ok();
        Assert.Equal(3, (await Samplectl.At(socket).RunAsync("sample", "find", "--format", "json")).Ok().Json!["samples"]!.AsArray().Count);
    }

    [Fact]
    public async Task Apply_SameRowsOtherwiseCut_AreRefused()
    {
        var name = server.NewName("core");
        var rows = Rows(name, 4);
        (await server.RunAsync("apply", rows, "--size", "2", "--as-user", "alice")).Ok();
        var other = await server.RunAsync("apply", rows, "--size", "3", "--as-user", "alice");

        Assert.Equal(2, other.ExitCode);
        Assert.Contains("[40010]", other.Error);
        Assert.EndsWith("samplectl: These rows were sent before with another --size, other rights or for somebody else. Go on as before; --name with a new name does all of them again.\n", other.Error);
        Assert.Equal(4, await CountAsync(name));
        (await server.RunAsync("apply", rows, "--size", "3", "--as-user", "alice", "--name", server.NewName("run"))).Ok();
        Assert.Equal(8, await CountAsync(name));
    }

    [Fact]
    public async Task Apply_ChangedFile_IsAnotherRun()
    {
        var name = server.NewName("core");
        var rows = Rows(name, 2);
        (await server.RunAsync("apply", rows, "--as-user", "alice")).Ok();
        await File.AppendAllTextAsync(rows, ApplyTests.Line(name) + "\n");
        (await server.RunAsync("apply", rows, "--as-user", "alice")).Ok();

        Assert.Equal(5, await CountAsync(name));
    }

    private string Rows(string name, int count)
    {
        var file = Path.Combine(_folder.Path, "rows.jsonl");
        File.WriteAllText(file, ApplyTests.Lines(name, count));
        return file;
    }

    private async Task<int> CountAsync(string name) =>
        (await server.RunAsync("sample", "find", $"name^={name}", "--format", "json")).Ok().Json!["samples"]!.AsArray().Count;
}
