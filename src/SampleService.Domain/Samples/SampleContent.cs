namespace SampleService.Domain;

/// <summary>What a caller saves as one version, checked and in the form in which it is kept.</summary>
/// <param name="Name">Its name; null for none.</param>
/// <param name="NodeTree">The nodes as the JSON text callers will see: ASCII, all six members of each node.</param>
/// <param name="Nodes">Every node in the order saved.</param>
public sealed record SampleContent(string? Name, ReadOnlyMemory<byte> NodeTree, IReadOnlyList<NodeEntry> Nodes)
{
    /// <summary>The name alone: what it holds is not for logs.</summary>
    public override string ToString() => nameof(SampleContent);
}
