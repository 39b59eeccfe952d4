using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="SampleVersion"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct SampleVersionSurrogate(
    [property: Id(0)] SampleVersionId Version, [property: Id(1)] UserName SavedBy, [property: Id(2)] string? Name,
    [property: Id(3)] ReadOnlyMemory<byte> NodeTree, [property: Id(4)] Timestamp Saved);

/// <summary>The two forms of a <see cref="SampleVersion"/>.</summary>
[RegisterConverter]
internal sealed class SampleVersionConverter : IConverter<SampleVersion, SampleVersionSurrogate>
{
    public SampleVersion ConvertFromSurrogate(in SampleVersionSurrogate surrogate) =>
        new(surrogate.Version, surrogate.SavedBy, surrogate.Name, surrogate.NodeTree, surrogate.Saved);

    public SampleVersionSurrogate ConvertToSurrogate(in SampleVersion value) =>
        new(value.Id, value.SavedBy, value.Name, value.NodeTree, value.Saved);
}
