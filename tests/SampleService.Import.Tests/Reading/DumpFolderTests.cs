using SampleService.Testing.Servers;

namespace SampleService.Import.Tests.Reading;

/// <summary>Which files are those of a collection.</summary>
public sealed class DumpFolderTests : IDisposable
{
    private const string Md5 = "075658cae29b5533df67fe0c937beabf";

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("samples_nodes.jsonl")]
    [InlineData("samples_nodes.jsonl.gz")]
    [InlineData("samples_nodes.json")]
    [InlineData("samples_nodes.json.gz")]
    [InlineData($"samples_nodes_{Md5}.data.json")]
    [InlineData($"samples_nodes_{Md5}.data.json.gz")]
    [InlineData($"samples_nodes_{Md5}.0.data.json.gz", $"samples_nodes_{Md5}.1.data.json.gz")]
    [InlineData("samples_nodes.data.json")]
    public void FilesOf_FormsOfNames_AreFound(params string[] files)
    {
        Add("samples_schema.jsonl", "samples_sample.jsonl", "samples_version.jsonl", "samples_data_link.jsonl");
        // Of others, whose names begin alike, and what goes with a dump.
        Add("samples_nodes_edge.jsonl", $"samples_nodes_edge_{Md5}.data.json", $"samples_nodes_{Md5}.structure.json", "samples_nodes.txt", "dump.json");
        Add(files);

        var folder = DumpFolder.Open(_folder.Path, new CollectionNames());

        Assert.Equal(files, folder.FilesOf("samples_nodes").Select(file => file.Name));
    }

    [Fact]
    public void Open_NoFolder_IsRefused() => Assert.Contains(
        "There is no folder", Assert.Throws<ImportException>(() => DumpFolder.Open(Path.Combine(_folder.Path, "nowhere"), new CollectionNames())).Message,
        StringComparison.Ordinal);

    private void Add(params string[] names)
    {
        foreach (var name in names)
            File.WriteAllText(Path.Combine(_folder.Path, name), "");
    }
}
