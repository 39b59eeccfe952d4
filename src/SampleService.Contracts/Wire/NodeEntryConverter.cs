using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="NodeEntry"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct NodeEntrySurrogate(
    [property: Id(0)] NodeId Node, [property: Id(1)] int Start, [property: Id(2)] int Length);

/// <summary>The two forms of a <see cref="NodeEntry"/>.</summary>
[RegisterConverter]
internal sealed class NodeEntryConverter : IConverter<NodeEntry, NodeEntrySurrogate>
{
    public NodeEntry ConvertFromSurrogate(in NodeEntrySurrogate surrogate) => new(surrogate.Node, surrogate.Start, surrogate.Length);

    public NodeEntrySurrogate ConvertToSurrogate(in NodeEntry value) => new(value.Id, value.Start, value.Length);
}
