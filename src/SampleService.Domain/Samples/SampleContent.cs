using System.Collections.Immutable;

namespace SampleService.Domain;

/// <summary>What a caller saves as one version, checked and in the stored form.</summary>
/// <param name="Name">The name of the sample; null for none.</param>
/// <param name="NodeTree">The nodes as the JSON text callers will see: ASCII, all six members of each node.</param>
/// <param name="Nodes">The place of every node in the text, in the order saved.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.sample-content")]
public sealed record SampleContent(
    [property: Id(0)] string? Name, [property: Id(1)] ReadOnlyMemory<byte> NodeTree,
    [property: Id(2)] ImmutableArray<NodeEntry> Nodes)
{
    /// <summary>The vocabulary that it was validated with; null if that is not known.</summary>
    [Id(3)]
    public VocabularyId? Vocabulary { get; init; }

    /// <summary>The name alone, to keep contents out of logs: Orleans logs messages that it drops.</summary>
    public override string ToString() => nameof(SampleContent);
}

/// <summary>The place of a node in the text of its tree.</summary>
/// <param name="Id">The node.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Parent">Position of the parent among the nodes, from 0; <see cref="NoParent"/> for a root; null if a process did not tell that is of the version before.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.node-entry")]
public readonly record struct NodeEntry(
    [property: Id(0)] NodeId Id, [property: Id(1)] int Start, [property: Id(2)] int Length, [property: Id(3)] int? Parent)
{
    /// <summary>The position that stands for no parent.</summary>
    public const int NoParent = -1;
}
