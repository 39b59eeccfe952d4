using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="SampleAddress"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct SampleAddressSurrogate([property: Id(0)] SampleId Sample, [property: Id(1)] VersionNumber? Version);

/// <summary>The two forms of a <see cref="SampleAddress"/>.</summary>
[RegisterConverter]
internal sealed class SampleAddressConverter : IConverter<SampleAddress, SampleAddressSurrogate>
{
    public SampleAddress ConvertFromSurrogate(in SampleAddressSurrogate surrogate) => new(surrogate.Sample, surrogate.Version);

    public SampleAddressSurrogate ConvertToSurrogate(in SampleAddress value) => new(value.Sample, value.Version);
}
