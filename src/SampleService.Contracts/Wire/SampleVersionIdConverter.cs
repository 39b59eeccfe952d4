using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="SampleVersionId"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct SampleVersionIdSurrogate([property: Id(0)] SampleId Sample, [property: Id(1)] int Version);

/// <summary>The two forms of a <see cref="SampleVersionId"/>.</summary>
[RegisterConverter]
internal sealed class SampleVersionIdConverter : IConverter<SampleVersionId, SampleVersionIdSurrogate>
{
    public SampleVersionId ConvertFromSurrogate(in SampleVersionIdSurrogate surrogate) => new(surrogate.Sample, surrogate.Version);

    public SampleVersionIdSurrogate ConvertToSurrogate(in SampleVersionId value) => new(value.Sample, value.Version);
}
