using SampleService.Import.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Import.Tests.EndToEnd;

/// <summary>The command <c>import arango</c> of the program.</summary>
public sealed class CommandTests
{
    public static TheoryData<string> Kinds => ImportTarget.Kinds;

    /// <summary>Wherever it is: while it reads, sorts, writes, counts or reads back.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_KilledAtAnyTimeAndRunAgain_StoresTheSame(string kind)
    {
        using var dump = new DumpOnDisk(3000);
        await using var whole = await ImportTarget.CreateAsync(kind);
        await RunToEndAsync(whole, dump);
        var (expected, report) = (await whole.ReadAllAsync(), await File.ReadAllTextAsync(dump.Report));
        await using var target = await ImportTarget.CreateAsync(kind);

        foreach (var line in new[] { "Importing", "Read samples_version", "Read samples_nodes", "Read samples_data_link" })
            await KillAtAsync(target, dump, line, static _ => Task.FromResult(true));
        await KillAtAsync(target, dump, "Importing", database => HasSomeAsync(database, 1));
        await KillAtAsync(target, dump, "Importing", database => HasSomeAsync(database, 2001));
        await KillAtAsync(target, dump, "Counting", static _ => Task.FromResult(true));
        var last = await RunToEndAsync(target, dump);

        Assert.Contains("samples were read back and are as in the dump", last.Output, StringComparison.Ordinal);
        Assert.Equal(expected, await target.ReadAllAsync());
        Assert.Equal(report, await File.ReadAllTextAsync(dump.Report));
        Assert.False(Directory.Exists(dump.Staging));
    }

    [Fact]
    public async Task Import_AskedToEnd_SaysHowToGoOn()
    {
        using var dump = new DumpOnDisk(3000);
        await using var target = new SqliteTarget();
        using var process = CommandProcess.Start(Options(target, dump), static line => line.StartsWith("Read samples_sample", StringComparison.Ordinal));
        await process.WaitForLineAsync();

        var (code, error) = await process.StopAsync();

        Assert.Equal((2, "import arango failed. It was stopped before its end; run again, it goes on from here.\n"), (code, error));
        Assert.True(Directory.Exists(dump.Staging));
        Assert.Equal(0, (await RunToEndAsync(target, dump)).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_DatabaseOfARunningServer_IsRefused(string kind)
    {
        using var dump = new DumpOnDisk(1);
        await using var target = await ImportTarget.CreateAsync(kind);
        var options = Options(target, dump);
        await using var server = await ServerProcess.StartAsync(options with { Arguments = [.. StorageOf(target), "--Storage:MigrateOnStart=true"] });

        var run = await ServerRun.ToEndAsync(options);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("import arango failed. The database ", run.Error, StringComparison.Ordinal);
        Assert.Contains(" in use", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NoDump_IsRefusedAndMakesNoDatabase()
    {
        using var data = new TemporaryDirectory();

        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = data.Path, Arguments = ["import", "arango", Path.Combine(data.Path, "nowhere")] });

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("import arango failed. There is no folder", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(data.Path));
    }

    [Fact]
    public async Task Import_NamesOfDeployCfg_AreThoseOfTheCollections()
    {
        using var dump = new DumpOnDisk(3, prefix: "ci_samples");
        await using var fakes = await KBaseFakes.StartAsync();
        await using var target = new SqliteTarget();
        var config = DeployConfig.For(fakes);
        foreach (var (key, name) in new[] { ("sample", "sample"), ("version", "version"), ("node", "nodes"), ("data-link", "data_link"), ("schema", "schema") })
            config.Settings[$"{key}-collection"] = $"ci_samples_{name}";

        var without = await ServerRun.ToEndAsync(Options(target, dump));
        var with = await ServerRun.ToEndAsync(Options(target, dump) with { DeployConfig = config });

        Assert.Contains("has no file of the collection samples_schema; there are files of: ci_samples_data_link", without.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (with.ExitCode, with.Error));
        Assert.Contains("Read ci_samples_nodes_", with.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NoPlacesGiven_KeepsReportAndStagingInTheDataDirectory()
    {
        using var dump = new DumpOnDisk(3);
        await using var target = new SqliteTarget();

        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = target.Folder, Arguments = ["import", "arango", dump.Folder] });

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(Path.Combine(target.Folder, "import-report.jsonl"), run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(target.Folder, "import-arango")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(target.Folder, "import-report.jsonl")));
    }

    [Theory]
    [InlineData("import")]
    [InlineData("import", "arango")]
    [InlineData("import", "arang", "x")]
    [InlineData("import", "arango", "x", "y")]
    public async Task Import_WrongCommandLine_IsRefused(params string[] arguments)
    {
        await using var target = new SqliteTarget();

        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = target.Folder, Arguments = arguments });

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    /// <summary>Kills it as soon as a line and a state of the database were seen; it may have ended before.</summary>
    private static async Task KillAtAsync(ImportTarget target, DumpOnDisk dump, string line, Func<ImportTarget, Task<bool>> isReached)
    {
        using var process = CommandProcess.Start(Options(target, dump), written => written.StartsWith(line, StringComparison.Ordinal));
        await process.WaitForLineAsync();
        while (!process.HasExited && !await isReached(target))
            await Task.Yield();
        await process.KillAsync();
    }

    private static async Task<bool> HasSomeAsync(ImportTarget target, int samples) =>
        int.Parse((await target.QueryAsync("SELECT count(*) FROM samples"))[0], System.Globalization.CultureInfo.InvariantCulture) >= samples;

    private static async Task<ServerRun> RunToEndAsync(ImportTarget target, DumpOnDisk dump)
    {
        var run = await ServerRun.ToEndAsync(Options(target, dump));
        // A PostgreSQL server of tests may lose what it has acknowledged, which is told.
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private static ServerOptions Options(ImportTarget target, DumpOnDisk dump) => new()
    {
        DataDirectory = (target as SqliteTarget)?.Folder ?? Directory.CreateDirectory(dump.Staging + "-data").FullName,
        Arguments =
        [
            "import", "arango", dump.Folder, "--work", dump.Staging, "--report", dump.Report, .. StorageOf(target), "--Storage:MigrateOnStart=true",
        ],
        StartTimeout = TimeSpan.FromMinutes(5),
    };

    private static string[] StorageOf(ImportTarget target) => target is PostgresTarget postgres
        ? ["--Storage:Provider=PostgreSql", $"--Storage:ConnectionString={postgres.ConnectionString}"]
        : [];
}
