using SampleService.Cli.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Applying;

/// <summary>Rows that failed, kept to be mended and sent again.</summary>
[Collection(CliCollection.Name)]
public sealed class FailedRowsTests(CliServer server) : IDisposable
{
    private const string Mapping =
        """
        [{"op": "create_sample", "sample": {"name": "{name}", "node_tree": [{"id": "{node}", "type": "BioReplicate"}]}},
         {"$if": "reader", "op": "update_sample_acls", "id": "#0", "read": ["{reader}"]}]
        """;

    private readonly TemporaryDirectory _folder = new();

    private Samplectl Cli => server.Cli with { Folder = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("csv")]
    [InlineData("tsv")]
    [InlineData("xlsx")]
    public async Task Failed_Table_HasTheRowsOfWhichNothingWasDone(string extension)
    {
        var name = server.NewName("core");
        Write("cores.csv", $"name,node,reader\n{name}-1,n1,\n\"{name}, 2\",,\n'={name},\"\",bob\n{name}-4,n1,nobody\n");
        Write("map.json", Mapping);
        string[] command = ["apply", "cores.csv", "--map", "map.json", "--as-user", "alice", "--failed", $"failed.{extension}"];
        var run = await Cli.RunAsync(command);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            $"samplectl: 3 of 4 rows failed; the others are done.\nsamplectl: failed.{extension} has 2 of them.\n"
            + "samplectl: Done in part: row 5. The same command with --failed and a name that ends with .jsonl does nothing again, and gives what is left of them.\n",
            run.Error);
        Assert.Equal([["name", "node", "reader"], [$"{name}, 2", "", ""], [$"={name}", "", "bob"]], Read($"failed.{extension}"));
        Assert.Equal(2, (await Cli.RunAsync(command)).ExitCode);
        Assert.Single(Directory.GetFiles(_folder.Path, "*failed*"));
    }

    [Fact]
    public async Task Failed_Lines_HaveWhatIsLeftAndCanBeSentWhenMended()
    {
        var name = server.NewName("core");
        Write("rows.jsonl", $$"""
            {{ApplyTests.Line(name + "-1")}}
            [{{ApplyTests.Line(name + "-2")}},{"op":"update_sample_acls","id":"#0","read":["nobody"]},{"op":"create_data_link","id":"#0","node":"n1","upa":"99999/1/1"}]
            """);
        var run = await Cli.RunAsync("apply", "rows.jsonl", "--as-user", "alice", "--failed", "failed.jsonl");

        Assert.Equal((2, "samplectl: 1 of 2 rows failed; the others are done.\nsamplectl: failed.jsonl has 1 of them.\n"), (run.ExitCode, run.Error));
        var id = run.Rows[2][3].Split(' ')[0];
        var left = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "failed.jsonl"));
        Assert.Equal(
            $$"""[{"op":"update_sample_acls","id":"{{id}}","read":["nobody"]},{"op":"create_data_link","id":"{{id}}","node":"n1","upa":"99999/1/1","version":1}]""" + "\n", left);
        Write("mended.jsonl", left.Replace("nobody", "bob").Replace("99999/1/1", "1/1/1"));
        (await Cli.RunAsync("apply", "mended.jsonl", "--as-user", "alice")).Ok();
        Assert.Equal("bob", (await Cli.RunAsync("sample", "acls", id)).Ok().Value("read"));
        Assert.Equal("1/1/1", (await Cli.RunAsync("sample", "links", id, "1")).Ok().Rows[1][0]);
    }

    [Fact]
    public async Task Failed_AllDone_LeavesNoFile()
    {
        Write("rows.jsonl", ApplyTests.Lines(server.NewName("core"), 1));
        (await Cli.RunAsync("apply", "rows.jsonl", "--as-user", "alice", "--failed", "failed.jsonl")).Ok();

        Assert.Equal(["rows.jsonl"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    private string[][] Read(string file)
    {
        using var content = InputContent.Of(Path.Combine(_folder.Path, file));
        ITableReader table = file.EndsWith("xlsx") ? new WorkbookReader(content, null) : new DelimitedReader(content, file.EndsWith("csv") ? ',' : '\t');
        return [.. table.Read().Select(row => row.Cells)];
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, name), text);
}
