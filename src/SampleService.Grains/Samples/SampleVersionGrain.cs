using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ISampleVersionGrain"/>.</summary>
[GrainType("sample-version")]
internal sealed class SampleVersionGrain(ISampleStore store, GrainMemory memory, DocumentWriter writer) : DocumentGrain(memory), ISampleVersionGrain
{
    protected override async Task<JsonBytes?> ReadAsync()
    {
        var sample = new SampleId(this.GetPrimaryKey(out var version));
        var found = await store.FindVersionAsync(
            new SampleVersionId(sample, GrainKeys.ParseVersion(version)), CancellationToken.None);
        return found is null ? null : writer.Write(found);
    }
}
