using System.Text.Json.Nodes;
using SampleService.Cli.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Applying;

/// <summary>Rows that are written by a server.</summary>
[Collection(CliCollection.Name)]
public sealed class ApplyTests(CliServer server) : IDisposable
{
    private const string Mapping =
        """
        [{"op": "create_sample", "sample": {"name": "{name}", "node_tree": [{"id": "{node}", "type": "BioReplicate",
           "meta_user": {"depth": {"$if": "depth", "value": {"$number": "depth"}, "unit": "m"}, "note": {"$if": "note", "value": "{note}"}}}]}},
         {"$if": "readers", "op": "update_sample_acls", "id": "#0", "read": {"$list": "readers"}},
         {"$if": "alias", "op": "add_identifier", "id": "#0", "namespace": "~alice", "value": "{alias}"}]
        """;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Apply_CsvByTheSocket_WritesWhatTheMappingSays()
    {
        var name = server.NewName("core");
        var table = File("cores.csv", $"name,node,depth,note,readers,alias\r\n\"{name}, deep\",n1,2.50,\"wet,\nsays \"\"bob\"\"\",bob; admin,{name}\r\n{name}-b,n2,,,,\r\n");
        var run = (await server.RunAsync("apply", table, "--map", File("map.json", Mapping), "--as-user", "alice")).Ok();

        Assert.Equal("samplectl: All 2 rows are done.\n", run.Error);
        Assert.Equal(["ROW", "OPERATION", "DONE", "COLUMNS", "RESULT"], run.Rows[0]);
        Assert.Equal(
            [["2", "create_sample", "yes", "name, node, depth, note"], ["2", "update_sample_acls", "yes", "readers"], ["2", "add_identifier", "yes", "alias"], ["3", "create_sample", "yes", "name, node, depth, note"]],
            run.Rows[1..].Select(row => row[..4]));
        var id = run.Rows[1][4].Split(' ')[0];
        var sample = (await server.RunAsync("sample", "get", id, "--format", "json")).Ok().Json!;
        Assert.Equal($"{name}, deep", (string?)sample["name"]);
        Assert.Equal("""{"depth":{"value":2.50,"unit":"m"},"note":{"value":"wet,\nsays \"bob\""}}""", sample["node_tree"]![0]!["meta_user"]!.ToJsonString(Relaxed));
        Assert.Equal("admin, bob", (await server.RunAsync("sample", "acls", id)).Ok().Value("read"));
        Assert.Equal(2, await CountAsync(name));
    }

    [Fact]
    public async Task Apply_TsvAndLinesByUrl_AreWrittenByTheCaller()
    {
        var (name, cli) = (server.NewName("core"), new Samplectl().With("SAMPLECTL_TOKEN", server.Tokens.Alice));
        var table = File("cores.tsv", $"name\tnode\tdepth\tnote\treaders\talias\n{name}\tn1\t1\t\tbob\t\n");
        (await cli.RunAsync("--url", server.Url, "apply", table, "--map", File("map.json", Mapping))).Ok();
        var lines = (await cli.RunWithInputAsync(Lines(name, 3), "--url", server.Url, "apply", "-", "--format", "json")).Ok();

        Assert.Equal(3, lines.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Count(line => (bool)line["done"]!));
        Assert.Equal(4, await CountAsync(name));
    }

    [Fact]
    public async Task Apply_Workbook_IsWritten()
    {
        var name = server.NewName("core");
        var table = Path.Combine(_folder.Path, "cores.XLSX");
        string[] header = ["name", "node", "depth", "note", "readers", "alias"];
        await System.IO.File.WriteAllBytesAsync(table, WorkbookFile.Of(
            ("Notes", ""),
            ("Cores", WorkbookFile.Row(1, [.. header.Select(WorkbookFile.Text)]) + WorkbookFile.Row(2, WorkbookFile.Text(name), WorkbookFile.Text("n1"), WorkbookFile.Cell("0.1"), WorkbookFile.Cell("45000", style: 1)))));
        var run = (await server.RunAsync("apply", table, "--sheet", "Cores", "--map", File("map.json", Mapping), "--as-user", "alice")).Ok();

        var sample = (await server.RunAsync("sample", "get", run.Rows[1][4].Split(' ')[0], "--format", "json")).Ok().Json!;
        Assert.Equal("""{"depth":{"value":0.1,"unit":"m"},"note":{"value":"2023-03-15"}}""", sample["node_tree"]![0]!["meta_user"]!.ToJsonString());
    }

    [Fact]
    public async Task Apply_ValidateOnly_WritesNothing()
    {
        var name = server.NewName("core");
        string[] command = ["apply", File("rows.jsonl", Lines(name, 2)), "--as-user", "alice"];
        var checkedOnly = (await server.RunAsync([.. command, "--validate-only"])).Ok();

        Assert.Equal("samplectl: All 2 rows are checked, nothing was written.\n", checkedOnly.Error);
        Assert.Equal(0, await CountAsync(name));
        (await server.RunAsync(command)).Ok();
        Assert.Equal(2, await CountAsync(name));
        // What was done before is no answer to a check.
        Assert.DoesNotContain("-", (await server.RunAsync([.. command, "--validate-only"])).Ok().Rows[1][2]);
        Assert.Equal(2, await CountAsync(name));
    }

    [Fact]
    public async Task Apply_RowWithAFault_SendsNothing()
    {
        var name = server.NewName("core");
        var run = await server.RunAsync(
            "apply", File("cores.csv", $"name,node,depth,note,readers,alias\n{name},n1,1,,,\n{name},n1,deep,,,\n{name},n1,1,,\n"), "--map", File("map.json", Mapping), "--as-user", "alice");

        Assert.Equal(
            new CliRun(2, "", "samplectl: row 3, column depth: 'deep' is no number\nsamplectl: row 4, column alias: missing: the row has 5 columns, the first row 6\nsamplectl: Nothing was sent.\n"), run);
        Assert.Equal(0, await CountAsync(name));
    }

    [Fact]
    public async Task Apply_RowThatFails_IsToldAndTheOthersAreDone()
    {
        var name = server.NewName("core");
        var lines = $"{Line(name)}\n{{\"op\":\"create_sample\",\"sample\":{{\"name\":\"{name}\",\"node_tree\":[]}}}}\n{Line(name)}\n";
        var run = await server.RunAsync("apply", File("rows.jsonl", lines), "--as-user", "alice");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("samplectl: 1 of 3 rows failed; the others are done.\n", run.Error);
        Assert.Equal(["2", "create_sample", "no"], run.Rows[2][..3]);
        Assert.StartsWith("Sample service error code 30000 ", run.Rows[2][3]);
        Assert.Equal(2, await CountAsync(name));
    }

    [Fact]
    public async Task Apply_MoreThanAMessageTakes_IsSentInSeveral()
    {
        var name = server.NewName("core");
        var lines = string.Concat(Enumerable.Range(0, 200).Select(_ => Line(name, new string('x', 900)) + "\n"));
        var run = (await server.RunAsync("apply", File("rows.jsonl", lines), "--as-user", "alice")).Ok();

        Assert.Matches("^samplectl: [0-9]+ of 200 rows ...\nsamplectl: [0-9]+ of 200 rows ...\nsamplectl: All 200 rows are done.\n$", run.Error);
        Assert.Equal(200, await CountAsync(name));
    }

    [Theory]
    [InlineData("", "The file has no rows. Nothing was sent.", "rows.jsonl")]
    [InlineData("a,b\n", "A table needs a mapping: --map (docs/samplectl.md).", "rows.csv")]
    [InlineData("{}", "--sheet goes with a workbook (.xlsx).", "rows.jsonl", "--sheet", "One")]
    [InlineData("{}", "--failed would replace FILE; give it another name.", "rows.jsonl", "--failed", "rows.jsonl")]
    [InlineData("{\"op\":\"x\"}", "failed.csv would be a table, and lines of JSON are none. --failed takes a name that ends with .jsonl.", "rows.jsonl", "--failed", "failed.csv")]
    public async Task Apply_InputThatDoesNotFit_Is2(string text, string told, string name, params string[] options)
    {
        File(name, text);
        var run = await (server.Cli with { Folder = _folder.Path }).RunAsync(["apply", name, .. options]);

        Assert.Equal(new CliRun(2, "", $"samplectl: {told}\n"), run);
    }

    internal static string Line(string name, string note = "") =>
        $$$$"""{"op":"create_sample","sample":{"name":"{{{{name}}}}","node_tree":[{"id":"n1","type":"BioReplicate","meta_user":{"note":{"value":"{{{{note}}}}"}}}]}}""";

    internal static string Lines(string name, int count) => string.Concat(Enumerable.Range(1, count).Select(i => Line($"{name}-{i}") + "\n"));

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private async Task<int> CountAsync(string name) =>
        (await server.RunAsync("sample", "find", $"name^={name}", "--limit", "1000", "--format", "json")).Ok().Json!["samples"]!.AsArray().Count;
}
