using System.Collections.Immutable;

namespace SampleService.Domain;

/// <summary>What a caller saves as one version, checked and in the form in which it is kept.</summary>
/// <param name="Name">Its name; null for none.</param>
/// <param name="NodeTree">The nodes as the JSON text callers will see: ASCII, all six members of each node.</param>
/// <param name="Nodes">Every node in the order saved.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.sample-content")]
public sealed record SampleContent(
    [property: Id(0)] string? Name, [property: Id(1)] ReadOnlyMemory<byte> NodeTree,
    [property: Id(2)] ImmutableArray<NodeEntry> Nodes)
{
    /// <summary>The name alone: what it holds is not for logs.</summary>
    public override string ToString() => nameof(SampleContent);
}
