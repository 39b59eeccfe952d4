using System.Collections.Immutable;
using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A node of a version.</summary>
/// <param name="Json">Its JSON text as it stands in the tree.</param>
/// <param name="Children">The nodes whose parent it is, in the order saved; null where the version was saved by a service that kept no parents.</param>
public sealed record StoredNode(ReadOnlyMemory<byte> Json, ImmutableArray<NodeId>? Children)
{
    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(StoredNode);
}
