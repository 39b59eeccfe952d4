using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="AclReplacement"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct AclReplacementSurrogate(
    [property: Id(0)] UserSet Admin, [property: Id(1)] UserSet Write, [property: Id(2)] UserSet Read,
    [property: Id(3)] bool PublicRead);

/// <summary>The two forms of a <see cref="AclReplacement"/>.</summary>
[RegisterConverter]
internal sealed class AclReplacementConverter : IConverter<AclReplacement, AclReplacementSurrogate>
{
    public AclReplacement ConvertFromSurrogate(in AclReplacementSurrogate surrogate) =>
        new(surrogate.Admin, surrogate.Write, surrogate.Read, surrogate.PublicRead);

    public AclReplacementSurrogate ConvertToSurrogate(in AclReplacement value) => new(value.Admin, value.Write, value.Read, value.PublicRead);
}
