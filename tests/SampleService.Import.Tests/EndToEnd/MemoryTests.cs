using System.Globalization;
using System.Text.Json.Nodes;
using SampleService.Import.Tests.Support;
using SampleService.Testing.Arango;
using SampleService.Testing.Servers;

namespace SampleService.Import.Tests.EndToEnd;

/// <summary>The memory of an import does not grow with the dump.</summary>
public sealed class MemoryTests
{
    private const int Samples = 6000;
    private const int BytesOfEach = 60_000;
    private const int HeapBytes = 220_000_000;

    [Fact]
    public async Task Import_DumpThatDoesNotFitIntoMemory_StoresAll()
    {
        using var folder = new TemporaryDirectory();
        await using var target = new SqliteTarget();
        WriteDump(Path.Combine(folder.Path, "dump"));

        var run = await ServerRun.ToEndAsync(new ServerOptions
        {
            DataDirectory = target.Folder,
            Arguments = ["import", "arango", Path.Combine(folder.Path, "dump")],
            Environment = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = HeapBytes.ToString("X", CultureInfo.InvariantCulture) },
            StartTimeout = TimeSpan.FromMinutes(5),
        });

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal([$"{Samples}"], await target.QueryAsync("SELECT count(*) FROM sample_versions"));
    }

    private static void WriteDump(string folder)
    {
        var ids = Enumerable.Range(0, Samples).Select(_ => (Sample: Guid.NewGuid().ToString(), Version: Guid.NewGuid().ToString())).ToList();
        using (var dump = new ArangoDump(folder))
        {
            dump.AddSchema();
            foreach (var (sample, version) in ids)
            {
                dump.Add(ArangoNames.Samples, ArangoDocuments.Sample(sample, [version], 1614958000.123, ArangoDocuments.Acls("user1")));
                dump.Add(ArangoNames.Versions, ArangoDocuments.Version(sample, version, "user1", 1, 1614958000123, "one"));
            }
        }

        // Straight into the file: the dump would keep them to mix their order, and ids are in none.
        var values = new JsonObject(Enumerable.Range(0, BytesOfEach / 1000).Select(i => KeyValuePair.Create($"key{i}", (JsonNode?)new JsonObject { ["value"] = new string('x', 950) })));
        using var nodes = File.AppendText(Directory.GetFiles(folder, "samples_nodes_*.data.json").Single(file => !file.Contains("edge", StringComparison.Ordinal)));
        var tree = new JsonObject { ["id"] = "root", ["type"] = "BioReplicate", ["meta_user"] = values };
        foreach (var (sample, version) in ids)
            nodes.WriteLine(ArangoDocuments.Node(sample, version, 1, 1614958000123, tree, 0).ToJsonString());
    }
}
