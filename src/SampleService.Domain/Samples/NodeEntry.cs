namespace SampleService.Domain;

/// <summary>Where a node stands in the text of its tree.</summary>
/// <param name="Id">The node.</param>
/// <param name="Start">First byte of its JSON text within the tree's.</param>
/// <param name="Length">Bytes of its JSON text.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.node-entry")]
public readonly record struct NodeEntry(
    [property: Id(0)] NodeId Id, [property: Id(1)] int Start, [property: Id(2)] int Length);
