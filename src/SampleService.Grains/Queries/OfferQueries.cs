using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="IOfferQueries"/>.</summary>
internal sealed class OfferQueries(IOfferStore store, FindLimits limits) : IOfferQueries
{
    public ValueTask<OfferPage> ListAsync(OfferQuery query, CancellationToken cancellation) => store.ListAsync(query, limits.MaxExamined, cancellation);
}
