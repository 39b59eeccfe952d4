using System.Text.Json.Nodes;
using SampleService.Cli.Tests.Support;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Exporting;

/// <summary>Samples that are found, in files.</summary>
[Collection(CliCollection.Name)]
public sealed class ExportTests(CliServer server) : IDisposable
{
    private const string Mapping =
        """
        [{"op": "create_sample", "sample": {"name": "{name}", "node_tree": [{"id": "n1", "type": "BioReplicate", "meta_user": {
           "depth": {"$if": "depth", "value": {"$number": "depth"}, "unit": "{depth unit}"}, "note": {"$if": "note", "value": "{note}"}}}]}}]
        """;

    private readonly TemporaryDirectory _folder = new();

    private Samplectl Cli => server.Cli with { Folder = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tsv")]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task Export_TableThatIsAppliedAgain_IsTheSame(string extension)
    {
        var name = server.NewName("core");
        await CreateAsync((name + " é,\"\t", "2.5", "ft", "=1+1\nnext"), (name + " b", "-10", "m", "'=x"), (name + " c", null, null, "007"));
        await WriteAsync("map.json", Mapping);
        string[] find = [$"name^={name}", "--column", "depth", "--column", "note", "--sort", "asc:name"];
        var run = (await Cli.RunAsync(["sample", "export", .. find, "--to", $"cores.{extension}"])).Ok();
        Assert.Equal(new CliRun(0, "", $"samplectl: 3 samples are in cores.{extension}.\n"), run);

        (await Cli.RunAsync("apply", $"cores.{extension}", "--map", "map.json", "--as-user", "bob")).Ok();
        Assert.Equal(await ValuesAsync(name, "alice"), await ValuesAsync(name, "bob"));
        Assert.Equal(3, (await ValuesAsync(name, "bob")).Length);
        Assert.Equal(["cores." + extension, "map.json"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Export_ToStandardOutput_HasTheColumns()
    {
        var name = server.NewName("core");
        await CreateAsync((name, "2.5", "ft", "=1+1"));
        var table = (await Cli.RunAsync("sample", "export", $"name^={name}", "--column", "depth", "--column", "note", "--to", "-", "--as", "csv")).Ok();

        var lines = table.Output.Split('\n');
        Assert.Equal("id,version,name,owner,saved_by,save_date,created,level,public_read,acl_version,nodes,depth,depth unit,note,note unit", lines[0]);
        Assert.Matches($"^[0-9a-f-]{{36}},1,{name},alice,alice,20[0-9-]{{8}}T[0-9:.]{{12}}Z,20[0-9-]{{8}}T[0-9:.]{{12}}Z,,false,1,1,2.5,ft,'=1\\+1,$", lines[1]);
        Assert.Equal("samplectl: 1 samples are in standard output.\n", table.Error);
    }

    [Fact]
    public async Task Export_Lines_AreWhatTheServiceGave()
    {
        var name = server.NewName("core");
        await CreateAsync((name, "2.50", "ft", "x"));
        var alice = Cli with { Environment = new Dictionary<string, string> { ["SAMPLECTL_TOKEN"] = server.Tokens.Alice } };
        var lines = (await alice.RunAsync("--url", server.Url, "sample", "export", $"name^={name}", "--scope", "mine", "--column", "depth", "--to", "-", "--as", "jsonl")).Ok();
        var found = (await alice.RunAsync("--url", server.Url, "sample", "find", $"name^={name}", "--scope", "mine", "--column", "depth", "--format", "json")).Ok();

        Assert.Contains(lines.Output.TrimEnd('\n'), found.Output);
        Assert.Equal("2.50", JsonNode.Parse(lines.Output)!["values"]![0]!["value"]!.ToJsonString());
    }

    [Fact]
    public async Task Export_ManyPages_HasAllOfThem()
    {
        var name = server.NewName("core");
        await WriteAsync("rows.jsonl", string.Concat(Enumerable.Range(0, 1005).Select(i => Applying(name, i))));
        (await Cli.RunAsync("apply", "rows.jsonl", "--as-user", "alice")).Ok();
        var run = (await Cli.RunAsync("sample", "export", $"name^={name}", "--to", "all.jsonl")).Ok();

        Assert.Contains("samplectl: 1005 samples are in all.jsonl.\n", run.Error);
        var ids = (await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "all.jsonl"))).Select(line => (string?)JsonNode.Parse(line)!["id"]).ToList();
        Assert.Equal((1005, 1005), (ids.Count, ids.Distinct().Count()));
    }

    [Fact]
    public async Task Export_FileThatIsThere_IsReplacedOnlyWhenAsked()
    {
        var name = server.NewName("core");
        await CreateAsync((name, "1", "m", "x"));
        await WriteAsync("old.csv", "mine");
        var refused = await Cli.RunAsync("sample", "export", $"name^={name}", "--to", "old.csv");

        Assert.Equal(new CliRun(2, "", "samplectl: There is a file old.csv already. --overwrite replaces it.\n"), refused);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "old.csv")));
        (await Cli.RunAsync("sample", "export", $"name^={name}", "--to", "old.csv", "--overwrite")).Ok();
        Assert.StartsWith("id,", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "old.csv")));
    }

    [Fact]
    public async Task Export_ThatFails_LeavesNoFile()
    {
        Assert.Equal(2, (await Cli.RunAsync("sample", "export", "--scope", "nowhere", "--to", "x.csv")).ExitCode);
        Assert.Equal(75, (await (Cli with { Environment = new Dictionary<string, string>() }).RunAsync("sample", "export", "--to", "y.xlsx")).ExitCode);

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Export_Interrupted_LeavesNoFile()
    {
        using var node = new LossyNode(server.Socket, 1, closes: false);
        using var process = (Samplectl.At(node.Path) with { Folder = _folder.Path }).Begin("sample", "export", "--to", "x.csv");
        await node.Done.WaitAsync(Patience.Token());
        using (var kill = System.Diagnostics.Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();

        Assert.Equal(new CliRun(143, "", "samplectl: Interrupted. x.csv was not written.\n"), await Samplectl.EndAsync(process));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("Standard output takes --as tsv, csv or jsonl.", "-")]
    [InlineData("Standard output takes --as tsv, csv or jsonl.", "-", "--as", "xlsx")]
    [InlineData("The name of the file should end with .tsv, .csv, .xlsx or .jsonl; or --as tells the form.", "samples.txt")]
    public async Task Export_FormThatIsNotSaid_Is2(string told, params string[] to) =>
        Assert.Equal(new CliRun(2, "", $"samplectl: {told}\n"), await Cli.RunAsync(["sample", "export", "--to", .. to]));

    private static string Applying(string name, int i) => $$$"""{"op":"create_sample","sample":{"name":"{{{name}}}-{{{i}}}","node_tree":[{"id":"n","type":"BioReplicate"}]}}""" + "\n";

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_folder.Path, name), text);

    private async Task CreateAsync(params (string Name, string? Depth, string? Unit, string Note)[] samples)
    {
        var lines = samples.Select(sample => new JsonObject
        {
            ["op"] = "create_sample",
            ["sample"] = new JsonObject
            {
                ["name"] = sample.Name,
                ["node_tree"] = new JsonArray(new JsonObject
                {
                    ["id"] = "n1",
                    ["type"] = "BioReplicate",
                    ["meta_user"] = sample.Depth is null
                        ? new JsonObject { ["note"] = new JsonObject { ["value"] = sample.Note } }
                        : new JsonObject { ["depth"] = new JsonObject { ["value"] = JsonNode.Parse(sample.Depth), ["unit"] = sample.Unit }, ["note"] = new JsonObject { ["value"] = sample.Note } },
                }),
            },
        }.ToJsonString() + "\n");
        (await Cli.RunWithInputAsync(string.Concat(lines), "apply", "-", "--as-user", "alice")).Ok();
    }

    /// <summary>Names and values of the samples of a user, in the order of their names.</summary>
    private async Task<string[]> ValuesAsync(string name, string owner)
    {
        var found = (await Cli.RunAsync("sample", "find", $"name^={name}", $"owner={owner}", "--column", "depth", "--column", "note", "--sort", "asc:name", "--format", "json")).Ok();
        return [.. found.Json!["samples"]!.AsArray().Select(hit => hit!["name"]!.ToJsonString() + hit["values"]!.ToJsonString())];
    }
}
