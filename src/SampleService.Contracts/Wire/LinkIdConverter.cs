using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="LinkId"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct LinkIdSurrogate([property: Id(0)] Guid Value);

/// <summary>The two forms of a <see cref="LinkId"/>.</summary>
[RegisterConverter]
internal sealed class LinkIdConverter : IConverter<LinkId, LinkIdSurrogate>
{
    public LinkId ConvertFromSurrogate(in LinkIdSurrogate surrogate) => new(surrogate.Value);

    public LinkIdSurrogate ConvertToSurrogate(in LinkId value) => new(value.Value);
}
