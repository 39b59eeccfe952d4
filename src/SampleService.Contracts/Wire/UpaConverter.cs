using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="Upa"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct UpaSurrogate(
    [property: Id(0)] WorkspaceId Workspace, [property: Id(1)] long Object, [property: Id(2)] long Version);

/// <summary>The two forms of a <see cref="Upa"/>.</summary>
[RegisterConverter]
internal sealed class UpaConverter : IConverter<Upa, UpaSurrogate>
{
    public Upa ConvertFromSurrogate(in UpaSurrogate surrogate) =>
        new(surrogate.Workspace, surrogate.Object, surrogate.Version);

    public UpaSurrogate ConvertToSurrogate(in Upa value) => new(value.Workspace, value.Object, value.Version);
}
