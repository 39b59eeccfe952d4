using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="SampleAcls"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct SampleAclsSurrogate(
    [property: Id(0)] UserName Owner, [property: Id(1)] UserSet Admin, [property: Id(2)] UserSet Write,
    [property: Id(3)] UserSet Read, [property: Id(4)] bool PublicRead);

/// <summary>The two forms of a <see cref="SampleAcls"/>.</summary>
[RegisterConverter]
internal sealed class SampleAclsConverter : IConverter<SampleAcls, SampleAclsSurrogate>
{
    public SampleAcls ConvertFromSurrogate(in SampleAclsSurrogate surrogate) =>
        new(surrogate.Owner, surrogate.Admin, surrogate.Write, surrogate.Read, surrogate.PublicRead);

    public SampleAclsSurrogate ConvertToSurrogate(in SampleAcls value) =>
        new(value.Owner, value.Admin, value.Write, value.Read, value.PublicRead);
}
