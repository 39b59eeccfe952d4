using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="WriteId"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct WriteIdSurrogate([property: Id(0)] Guid Value);

/// <summary>The two forms of a <see cref="WriteId"/>.</summary>
[RegisterConverter]
internal sealed class WriteIdConverter : IConverter<WriteId, WriteIdSurrogate>
{
    public WriteId ConvertFromSurrogate(in WriteIdSurrogate surrogate) => new(surrogate.Value);

    public WriteIdSurrogate ConvertToSurrogate(in WriteId value) => new(value.Value);
}
