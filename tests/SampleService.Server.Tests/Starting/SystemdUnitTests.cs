using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Starting;

/// <summary>The unit for systemd: its command line is run as it stands there, with a folder of the test in place of its own.</summary>
public sealed class SystemdUnitTests
{
    private const string Program = "/opt/sample-service/SampleService.Server";
    private const string State = "/var/lib/sample-service";

    [Fact]
    public async Task ExecStart_Arguments_StartAServerThatStopsAsAsked()
    {
        var command = (await ValueAsync("ExecStart")).Split(' ');
        Assert.Equal(Program, command[0]);
        Assert.Contains("--urls=http://127.0.0.1:5000", command);
        using var folder = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Arguments = [.. command[1..].Where(argument => !argument.StartsWith("--urls=", StringComparison.Ordinal)).Select(argument => argument.Replace(State, folder.Path))],
        });

        Assert.True(File.Exists(Path.Combine(folder.Path, "samples.db")));
        Assert.True(await server.StopAsync(), "it had to be killed");
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task Unit_FoldersAndProgram_AreThoseOfTheDocument()
    {
        var document = await Documents.ReadAsync("docs", "running.md");

        Assert.Contains($"-o {Path.GetDirectoryName(Program)}\n", document, StringComparison.Ordinal);
        Assert.Equal(Path.GetFileName(State), await ValueAsync("StateDirectory"));
        Assert.Contains($" {(await ValueAsync("EnvironmentFile")).TrimStart('-')} ", document, StringComparison.Ordinal);
        Assert.Contains($" {await ValueAsync("User")}\n", document, StringComparison.Ordinal);
    }

    /// <summary>A setting that is wrong is not tried again and again.</summary>
    [Fact]
    public async Task RestartPreventExitStatus_CodeOfAWrongSetting_IsThatOfTheProgram()
    {
        var run = await ServerRun.ToEndAsync(new ServerOptions { Arguments = ["--Storage:Provider=Nope"] });

        Assert.Equal(await ValueAsync("RestartPreventExitStatus"), $"{run.ExitCode}");
    }

    private static async Task<string> ValueAsync(string key) => Assert.Single(
        (await Documents.ReadAsync("deploy", "sample-service.service")).Split('\n'), line => line.StartsWith(key + "=", StringComparison.Ordinal))[(key.Length + 1)..];
}
