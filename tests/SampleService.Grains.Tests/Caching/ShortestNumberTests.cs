using System.Text;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Grains.Tests;

/// <summary>Numbers that are given out in their shortest form: from the database, from caches, from grains.</summary>
public sealed class ShortestNumberTests(ShortestNumberTests.Fixture processes) : IClassFixture<ShortestNumberTests.Fixture>
{
    private const string Sent = """[{"id":"root","type":"BioReplicate","meta_user":{"k":{"v":1.0,"w":1e3}}}]""";
    private const string Given = "\"meta_user\":{\"k\":{\"v\":1,\"w\":1000}}";

    private readonly GrainHost _host = processes.Begin();

    /// <summary>Processes that give numbers in their shortest form.</summary>
    public sealed class Fixture : GrainFixture
    {
        private protected override GrainHostOptions Options => new() { Numbers = NumberForm.Shortest };
    }

    [Fact]
    public async Task GetDocument_EachRead_HasShortestNumbersAndHitsAreTheSameText()
    {
        var id = await SaveAsync();
        var reads = new List<JsonBytes>();
        for (var i = 0; i < 4; i++)
            reads.Add(await _host.Reader.GetDocumentAsync(id, null, Make.Alice, CancellationToken.None));

        Assert.All(reads, read => Assert.Contains(Given, TextOf(read.Utf8), StringComparison.Ordinal));
        Assert.Same(reads[2], reads[3]);
    }

    [Fact]
    public async Task FindDocument_OfALink_HasShortestNumbers()
    {
        var version = new SampleVersionId(await SaveAsync(), 1);
        for (var i = 0; i < 3; i++)
            Assert.Contains(Given, TextOf((await _host.Reader.FindDocumentAsync(version, CancellationToken.None))!.Utf8), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSamples_EachRead_HasShortestNumbers()
    {
        var id = await SaveAsync();
        for (var i = 0; i < 3; i++)
        {
            var text = Assert.Single(await _host.Queries.GetSamplesAsync(Make.Alice, [new SampleAddress(id, null)], CancellationToken.None));
            Assert.Contains(Given, TextOf(text.Document?.Utf8 ?? text.Version!.NodeTree), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task GetNode_HasShortestNumbers()
    {
        var version = new SampleVersionId(await SaveAsync(), 1);
        var node = await _host.Grains.GetSampleNode(version, new NodeId("root")).GetDocument();
        Assert.Contains(Given, TextOf(node!.Utf8), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_KeepsNumbersAsSent()
    {
        var version = new SampleVersionId(await SaveAsync(), 1);
        await _host.ReadTwice(Make.Alice, version.Sample);
        var stored = await _host.Samples.FindVersionAsync(version, CancellationToken.None);
        Assert.Contains("\"v\":1.0,\"w\":1e3", TextOf(stored!.NodeTree), StringComparison.Ordinal);
    }

    private async Task<SampleId> SaveAsync()
    {
        var id = SampleId.New(TimeProvider.System);
        using var text = JsonText.Parse(Encoding.UTF8.GetBytes(Sent));
        await _host.Creator.Create(new CreateSample(new UserName("alice"), SampleTree.Read(text.Root).ToContent("soil"), WriteId.New(), id));
        return id;
    }

    private static string TextOf(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
