using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ISampleNodeGrain"/>.</summary>
[GrainType("sample-node")]
internal sealed class SampleNodeGrain(ISampleStore store, GrainMemory memory, SampleTexts texts) : DocumentGrain(memory), ISampleNodeGrain
{
    protected override async Task<JsonBytes?> ReadAsync()
    {
        var sample = new SampleId(this.GetPrimaryKey(out var extension));
        var slash = extension!.IndexOf('/', StringComparison.Ordinal);
        var version = new SampleVersionId(sample, GrainKeys.ParseVersion(extension.AsSpan(0, slash)));
        var json = await store.FindNodeAsync(version, new NodeId(extension[(slash + 1)..]), CancellationToken.None);
        return json is { } text ? new JsonBytes(texts.Convert(text)) : null;
    }
}
