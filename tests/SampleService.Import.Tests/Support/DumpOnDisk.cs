using System.Text.Json.Nodes;
using SampleService.Testing.Arango;
using SampleService.Testing.Servers;

namespace SampleService.Import.Tests.Support;

/// <summary>A dump of real samples with all traps, in a folder of its own.</summary>
internal sealed class DumpOnDisk : IDisposable
{
    private static readonly string[] Sets = ["sesar_216.jsonl", "enigma_511.jsonl", "nmdc_964.jsonl"];

    private readonly TemporaryDirectory _folder = new();

    /// <param name="samples">How many samples there are beside those of the traps.</param>
    /// <param name="form">What the files look like.</param>
    /// <param name="gzip">Whether they are compressed.</param>
    /// <param name="prefix">What the names of collections begin with.</param>
    public DumpOnDisk(int samples = 30, ArangoForm form = ArangoForm.Dump, bool gzip = false, string prefix = "samples")
    {
        using var dump = new ArangoDump(Folder, form, gzip, prefix);
        dump.AddSchema();
        var story = new ArangoStory(dump, Records());
        story.AddSamples(samples);
        Traps = new ArangoTraps(dump, story);
        Traps.Plant();
        Story = story.Added;
    }

    /// <summary>The dump.</summary>
    public string Folder => Path.Combine(_folder.Path, "dump");

    /// <summary>A folder for what an import needs on the way.</summary>
    public string Staging => Path.Combine(_folder.Path, "staging");

    /// <summary>Its report.</summary>
    public string Report => Path.Combine(_folder.Path, "report.jsonl");

    /// <summary>What was planted.</summary>
    public ArangoTraps Traps { get; }

    /// <summary>What there is beside that.</summary>
    public (int Samples, int Versions, int Nodes, int Links) Story { get; }

    /// <summary>How it is imported.</summary>
    public ImportOptions Options => new() { DumpFolder = Folder, StagingFolder = Staging, ReportFile = Report };

    /// <summary>Real samples, one of each set in turn.</summary>
    public static IReadOnlyList<string> Records()
    {
        var sets = Sets.Select(set => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", set))).ToArray();
        return [.. Enumerable.Range(0, sets.Max(set => set.Length)).SelectMany(i => sets.Where(set => i < set.Length).Select(set => set[i]))];
    }

    /// <summary>The lines of the report.</summary>
    public IReadOnlyList<JsonObject> ReadReport() => [.. File.ReadLines(Report).Select(line => JsonNode.Parse(line)!.AsObject())];

    public void Dispose() => _folder.Dispose();
}
