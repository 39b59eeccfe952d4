using SampleService.Json;

namespace SampleService.Domain;

/// <summary>A node that passed the checks of section 5.1.</summary>
/// <param name="Id">Its name in the tree.</param>
/// <param name="Type">What it stands for.</param>
/// <param name="Parent">The node it came from; null for a root.</param>
/// <param name="Start">First byte of its JSON text within that of the tree.</param>
/// <param name="Length">Bytes of its JSON text.</param>
/// <param name="Controlled">Its controlled metadata as sent, for the validators.</param>
public readonly record struct TreeNode(
    NodeId Id, NodeType Type, NodeId? Parent, int Start, int Length, JsonValue Controlled);
