using System.Text.Json.Nodes;
using SampleService.Testing.Arango;
using SampleService.Testing.Servers;

namespace SampleService.Import.Tests.Support;

/// <summary>A dump of one sample with one version, whose id is new each time.</summary>
internal sealed class SmallDump : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    /// <param name="link">Whether it has a link, of the same data unit each time.</param>
    public SmallDump(bool link = false)
    {
        var (sample, version) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        using var dump = new ArangoDump(Folder);
        dump.AddSchema();
        dump.Add(ArangoNames.Samples, ArangoDocuments.Sample(sample, [version], 1614958000.123, ArangoDocuments.Acls("user1")));
        dump.Add(ArangoNames.Versions, ArangoDocuments.Version(sample, version, "user1", 1, 1614958000123, "one"));
        foreach (var node in ArangoDocuments.Nodes(sample, version, 1, 1614958000123, JsonNode.Parse("""[{"id":"root","type":"BioReplicate"}]""")!.AsArray()))
            dump.Add(ArangoNames.Nodes, node);
        if (link)
            dump.Add(ArangoNames.Links, ArangoDocuments.Link(Guid.NewGuid().ToString(), (1, 1, 1), "d", (sample, version, 1, "root"), "user1", 1614958000500));
    }

    /// <summary>The dump.</summary>
    public string Folder => Path.Combine(_folder.Path, "dump");

    /// <summary>How it is imported.</summary>
    public ImportOptions Options => new()
    {
        DumpFolder = Folder,
        StagingFolder = Path.Combine(_folder.Path, "staging"),
        ReportFile = Path.Combine(_folder.Path, "report.jsonl"),
    };

    public void Dispose() => _folder.Dispose();
}
