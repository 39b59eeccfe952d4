using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ISampleNodeGrain"/>.</summary>
[GrainType("sample-node")]
internal sealed class SampleNodeGrain(ISampleStore store, GrainMemory memory, DocumentWriter writer) : DocumentGrain(memory), ISampleNodeGrain
{
    protected override async Task<JsonBytes?> ReadAsync()
    {
        var sample = new SampleId(this.GetPrimaryKey(out var extension));
        var (number, node) = GrainKeys.ParseNode(extension!);
        var version = new SampleVersionId(sample, number);
        if (await store.FindNodeAsync(version, node, CancellationToken.None) is not { } found)
            return null;
        var children = found.Children ?? SampleNodeDocument.ChildrenIn((await store.FindVersionAsync(version, CancellationToken.None))!.NodeTree, node);
        return writer.Write(found.Json, children);
    }
}
