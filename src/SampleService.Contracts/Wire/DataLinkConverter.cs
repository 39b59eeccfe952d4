using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="DataLink"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct DataLinkSurrogate(
    [property: Id(0)] LinkId Link, [property: Id(1)] DataUnit Unit, [property: Id(2)] SampleVersionId Sample,
    [property: Id(3)] NodeId Node, [property: Id(4)] UserName CreatedBy, [property: Id(5)] Timestamp Created,
    [property: Id(6)] UserName? ExpiredBy, [property: Id(7)] Timestamp? Expired);

/// <summary>The two forms of a <see cref="DataLink"/>.</summary>
[RegisterConverter]
internal sealed class DataLinkConverter : IConverter<DataLink, DataLinkSurrogate>
{
    public DataLink ConvertFromSurrogate(in DataLinkSurrogate surrogate) => new(
        surrogate.Link, surrogate.Unit, surrogate.Sample, surrogate.Node,
        surrogate.CreatedBy, surrogate.Created, surrogate.ExpiredBy, surrogate.Expired);

    public DataLinkSurrogate ConvertToSurrogate(in DataLink value) => new(
        value.Id, value.Unit, value.Sample, value.Node,
        value.CreatedBy, value.Created, value.ExpiredBy, value.Expired);
}
