using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="AclDelta"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct AclDeltaSurrogate(
    [property: Id(0)] UserSet Admin, [property: Id(1)] UserSet Write, [property: Id(2)] UserSet Read,
    [property: Id(3)] UserSet Remove, [property: Id(4)] bool? PublicRead, [property: Id(5)] bool AtLeast);

/// <summary>The two forms of a <see cref="AclDelta"/>.</summary>
[RegisterConverter]
internal sealed class AclDeltaConverter : IConverter<AclDelta, AclDeltaSurrogate>
{
    public AclDelta ConvertFromSurrogate(in AclDeltaSurrogate surrogate) =>
        new(surrogate.Admin, surrogate.Write, surrogate.Read, surrogate.Remove, surrogate.PublicRead, surrogate.AtLeast);

    public AclDeltaSurrogate ConvertToSurrogate(in AclDelta value) =>
        new(value.Admin, value.Write, value.Read, value.Remove, value.PublicRead, value.AtLeast);
}
