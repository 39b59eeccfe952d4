using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="DataUnit"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct DataUnitSurrogate([property: Id(0)] Upa Upa, [property: Id(1)] string DataId);

/// <summary>The two forms of a <see cref="DataUnit"/>.</summary>
[RegisterConverter]
internal sealed class DataUnitConverter : IConverter<DataUnit, DataUnitSurrogate>
{
    public DataUnit ConvertFromSurrogate(in DataUnitSurrogate surrogate) => new(surrogate.Upa, surrogate.DataId);

    public DataUnitSurrogate ConvertToSurrogate(in DataUnit value) => new(value.Upa, value.DataId);
}
