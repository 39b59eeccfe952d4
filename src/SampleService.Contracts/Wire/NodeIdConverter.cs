using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="NodeId"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct NodeIdSurrogate([property: Id(0)] string Value);

/// <summary>The two forms of a <see cref="NodeId"/>.</summary>
[RegisterConverter]
internal sealed class NodeIdConverter : IConverter<NodeId, NodeIdSurrogate>
{
    public NodeId ConvertFromSurrogate(in NodeIdSurrogate surrogate) => new(surrogate.Value);

    public NodeIdSurrogate ConvertToSurrogate(in NodeId value) => new(value.Value);
}
