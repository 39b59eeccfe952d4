using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using SampleService.Import.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Import.Tests.EndToEnd;

/// <summary>What docs/importing.md says, and docs/kbase.md of a trial.</summary>
public sealed class DocumentTests
{
    private static readonly string Root = typeof(DocumentTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    [Fact]
    public async Task Example_AsItStandsThere_PrintsWhatStandsThere()
    {
        var document = await ReadAsync("importing.md");
        using var folder = new TemporaryDirectory();
        var script = BlockAfter(document, "```bash\n").Replace("dotnet SampleService.Server.dll", $"dotnet {ServerAssembly.Locate()}", StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-s"]) { WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var bash = Process.Start(start)!;
        var (output, error) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        await bash.WaitForExitAsync();

        Assert.Equal("", await error);
        Assert.Equal(BlockAfter(document, "prints\n\n```\n"), (await output).Replace(folder.Path, "/srv/samples", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Table_OfKinds_HasAllThereAre() => Assert.Equal(
        FindingKind.All.Select(kind => $"| `{kind.Name}` | {ReportWriter.NameOf(kind.Outcome)} | {kind.Meaning} |"),
        (await ReadAsync("importing.md")).Split("| kind | what | meaning |\n|---|---|---|\n")[1].TrimEnd('\n').Split('\n'));

    [Fact]
    public void Kinds_Names_AreDistinct() => Assert.Equal(FindingKind.All.Count, FindingKind.All.Select(kind => kind.Name).Distinct().Count());

    /// <summary>Beside the old service: with its deploy.cfg, in a folder and on a port of its own, and its readers of Kafka are told nothing.</summary>
    [Fact]
    public async Task Trial_CommandsAsTheyStandThere_ImportAndServeWithoutKafka()
    {
        const string Program = "dotnet SampleService.Server.dll ";
        var commands = (await ReadAsync("kbase.md")).Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith(Program, StringComparison.Ordinal)).Select(line => line[Program.Length..].Split(' ')).ToList();
        Assert.Equal(2, commands.Count);
        await using var fakes = await KBaseFakes.StartAsync();
        using var dump = new DumpOnDisk(3);
        using var folder = new TemporaryDirectory();
        Directory.Move(dump.Folder, Path.Combine(folder.Path, "dump"));
        var sample = File.ReadLines(Directory.GetFiles(Path.Combine(folder.Path, "dump"), "samples_sample_*.data.json").Single())
            .Select(line => JsonNode.Parse(line)!).First(document => (string)document["acls"]!["owner"]! == "user2");
        var config = DeployConfig.For(fakes);
        (config.Settings["kafka-bootstrap-servers"], config.Settings["kafka-topic"]) = ("127.0.0.1:9", "events");
        var options = new ServerOptions { DeployConfig = config, DataDirectory = folder.Path };

        var import = await ServerRun.ToEndAsync(options with { Arguments = commands[0] });
        Assert.Equal((0, ""), (import.ExitCode, import.Error));
        // The port is another one.
        await using var server = await ServerProcess.StartAsync(options with { Arguments = [.. commands[1].Except(["--urls", "http://127.0.0.1:5001"])] });
        using var caller = new Caller(server.Url);

        Assert.Equal("user2", (string)(await caller.ResultAsync("user2", "get_sample_acls", $$"""{"id": "{{sample["id"]}}"}"""))!["owner"]!);
        Assert.True(await server.StopAsync());
        Assert.DoesNotContain("[1331]", server.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.Path, "trial", "samples.db")));
    }

    private static Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(Root, "docs", name));

    private static string BlockAfter(string document, string opening)
    {
        var start = document.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        return document[start..document.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
