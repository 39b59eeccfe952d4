using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="SampleId"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct SampleIdSurrogate([property: Id(0)] Guid Value);

/// <summary>The two forms of a <see cref="SampleId"/>.</summary>
[RegisterConverter]
internal sealed class SampleIdConverter : IConverter<SampleId, SampleIdSurrogate>
{
    public SampleId ConvertFromSurrogate(in SampleIdSurrogate surrogate) => new(surrogate.Value);

    public SampleIdSurrogate ConvertToSurrogate(in SampleId value) => new(value.Value);
}
