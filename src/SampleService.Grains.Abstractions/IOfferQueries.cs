using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Lists offers of samples, in the process that answers; who may see them is not looked at.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> when the database fails.</remarks>
public interface IOfferQueries
{
    /// <summary>A page of those that can be accepted, from one snapshot of the database.</summary>
    ValueTask<OfferPage> ListAsync(OfferQuery query, CancellationToken cancellation);
}
