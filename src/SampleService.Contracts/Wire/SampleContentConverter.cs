using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="SampleContent"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct SampleContentSurrogate(
    [property: Id(0)] string? Name, [property: Id(1)] ReadOnlyMemory<byte> NodeTree,
    [property: Id(2)] NodeEntry[] Nodes);

/// <summary>The two forms of a <see cref="SampleContent"/>.</summary>
[RegisterConverter]
internal sealed class SampleContentConverter : IConverter<SampleContent, SampleContentSurrogate>
{
    public SampleContent ConvertFromSurrogate(in SampleContentSurrogate surrogate) => new(surrogate.Name, surrogate.NodeTree, surrogate.Nodes);

    public SampleContentSurrogate ConvertToSurrogate(in SampleContent value) => new(value.Name, value.NodeTree, [.. value.Nodes]);
}
