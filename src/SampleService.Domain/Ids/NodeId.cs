namespace SampleService.Domain;

/// <summary>Names a node within one version of a sample: trimmed, 1 to 256 code points, letter case counts.</summary>
/// <param name="Value">The text.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.node-id")]
public readonly record struct NodeId([property: Id(0)] string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
