using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Starting;

/// <summary>What the program does other than serve.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task Migrate_EmptyFolder_MakesADatabaseAServerThenTakesAsItIs()
    {
        using var folder = new TemporaryDirectory();

        var first = await RunAsync(folder, "migrate");
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        var last = $"The schema of {Path.Combine(folder.Path, "samples.db")} is up to date.\n";
        Assert.Matches($"^(Ran [0-9]{{4}}_[a-z_]+\\.sql\n)+{System.Text.RegularExpressions.Regex.Escape(last)}$", first.Output);
        Assert.StartsWith("Ran 0001_samples.sql\n", first.Output, StringComparison.Ordinal);
        Assert.Equal((0, last, ""), await RunAsync(folder, "migrate") is var second ? (second.ExitCode, second.Output, second.Error) : default);

        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            DataDirectory = folder.Path,
            Arguments = ["--Storage:MigrateOnStart=false"],
        });
        using var alice = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
        await alice.ResultAsync("Standalone.whoami");
    }

    [Fact]
    public async Task Start_OlderSchemaAndNoMigration_IsRefused() =>
        (await ServerRun.ToEndAsync(new ServerOptions { Arguments = ["--Storage:MigrateOnStart=false", "--urls", "http://127.0.0.1:0"] }))
            .AssertRefusal("The database");

    [Fact]
    public async Task CreateAdministrator_NewName_PrintsATokenThatAdministers()
    {
        using var folder = new TemporaryDirectory();

        var run = await RunAsync(folder, "create-administrator", "carol");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("^[^\n]+\\[2010\\] The command create-administrator gives full administration to carol, run by [^\n]+ of this machine\n$", run.Error);
        var token = run.Output.TrimEnd('\n').Split('\n')[^1];
        await using var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path });
        using var carol = new RpcClient(server.Url, token);
        Assert.Equal("full", (await carol.MapAsync("Standalone.whoami")).Text("administration"));
        Assert.Equal("carol", Assert.Single(await carol.ListAsync("Standalone.list_accounts")).Text("user"));
        Assert.False(File.Exists(SeedTokens.PathOf(folder.Path)), "accounts to try it with are for deployments without any");
    }

    [Theory]
    [InlineData("create-administrator", "Carol")]
    [InlineData("create-administrator", "")]
    [InlineData("create-administrator", null)]
    [InlineData("create-administrator", "--Storage:Nope=1")]
    [InlineData("migrate", "--Storage:Nope=1")]
    [InlineData("migrate", "now")]
    [InlineData("migrate", "@file")]
    [InlineData("copy", "--to")]
    [InlineData("copy", null)]
    [InlineData("validate-config", null)]
    public async Task Command_WrongArgument_IsRefused(string command, string? argument)
    {
        using var folder = new TemporaryDirectory();

        var run = await RunAsync(folder, argument is null ? [command] : [command, argument]);

        run.AssertRefusal();
    }

    [Fact]
    public async Task Command_SettingsBeforeItAndAmongItsArguments_AreSettings()
    {
        using var folder = new TemporaryDirectory();
        var other = Path.Combine(folder.Path, "other");

        var run = await RunAsync(folder, "--Storage:DataDirectory", other, "create-administrator", "--Storage:Sharing", "Exclusive", "carol");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("carol has full administration", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(other, "samples.db")), run.Output);
    }

    [Fact]
    public async Task CreateAdministrator_OneThatIsThereAlready_GetsOneMoreToken()
    {
        using var folder = new TemporaryDirectory();
        var runs = new[] { await RunAsync(folder, "create-administrator", "carol"), await RunAsync(folder, "create-administrator", "carol") };

        Assert.All(runs, run => Assert.Equal(0, run.ExitCode));
        await using var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path });
        foreach (var token in runs.Select(run => run.Output.TrimEnd('\n').Split('\n')[^1]))
        {
            using var carol = new RpcClient(server.Url, token);
            Assert.Equal("full", (await carol.MapAsync("Standalone.whoami")).Text("administration"));
        }
    }

    [Fact]
    public async Task CreateAdministrator_AccountOfSomebodyElse_IsRefused()
    {
        using var folder = new TemporaryDirectory();
        await using (await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path }))
        {
            // The first start makes alice.
        }

        (await RunAsync(folder, "create-administrator", "alice")).AssertRefusal("create-administrator", "alice");
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("create-administrator", "carol")]
    public async Task Command_DatabaseOfARunningServer_IsRefused(params string[] command)
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());

        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = server.DataDirectory, Arguments = command });

        run.AssertRefusal(command[0], "samples.db");
    }

    [Fact]
    public async Task Command_DataDirectoryIsAFile_IsRefused()
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");

        (await RunAsync(folder, "migrate", "--Storage:DataDirectory", file)).AssertRefusal("migrate", file);
    }

    private static Task<ServerRun> RunAsync(TemporaryDirectory folder, params string[] arguments) =>
        ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = arguments });
}
