namespace SampleService.Domain;

/// <summary>Where a node stands in the text of its tree.</summary>
/// <param name="Id">The node.</param>
/// <param name="Start">First byte of its JSON text within the tree's.</param>
/// <param name="Length">Bytes of its JSON text.</param>
public readonly record struct NodeEntry(NodeId Id, int Start, int Length);
