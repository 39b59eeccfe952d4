using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Erases the content of withdrawn samples, which the law may ask for (docs/security.md).</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IErasureStore
{
    /// <summary>
    /// Puts <see cref="ErasedContent"/> in the place of all versions of a sample, and takes away what it was found by. Numbers of versions, times, users, ACLs,
    /// links with their data units, relations and identifiers stay; the nodes that they name are called <see cref="ErasedContent.Node"/>. One transaction;
    /// doing it again does nothing.
    /// </summary>
    /// <returns>The sample as it was; null if there is none. If it was not withdrawn, nothing was done.</returns>
    ValueTask<SampleHeader?> EraseAsync(SampleId id, CancellationToken cancellation);

    /// <summary>The samples that were erased since a moment, and how many versions each has.</summary>
    ValueTask<IReadOnlyList<(SampleId Id, int Versions)>> ListErasedAsync(Timestamp since, CancellationToken cancellation);
}
