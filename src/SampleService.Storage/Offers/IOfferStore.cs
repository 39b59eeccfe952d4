using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Samples that are offered to other users.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IOfferStore
{
    /// <summary>A page of those that can be accepted, from one snapshot of the database.</summary>
    /// <param name="query">Which.</param>
    /// <param name="maxExamined">So many are looked at, those included that cannot be accepted any more.</param>
    /// <param name="cancellation">Ends the query.</param>
    ValueTask<OfferPage> ListAsync(OfferQuery query, int maxExamined, CancellationToken cancellation);
}
