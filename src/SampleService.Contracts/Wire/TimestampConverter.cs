using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="Timestamp"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct TimestampSurrogate([property: Id(0)] long Milliseconds);

/// <summary>The two forms of a <see cref="Timestamp"/>.</summary>
[RegisterConverter]
internal sealed class TimestampConverter : IConverter<Timestamp, TimestampSurrogate>
{
    public Timestamp ConvertFromSurrogate(in TimestampSurrogate surrogate) => new(surrogate.Milliseconds);

    public TimestampSurrogate ConvertToSurrogate(in Timestamp value) => new(value.Milliseconds);
}
