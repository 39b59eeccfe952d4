using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Why users may do what they may with samples, and since when, as far as the database has recorded it.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IAccessStore
{
    /// <summary>The sample and what changed for a user in its newest ACLs; null if there is no such sample. <see cref="AccessRecord.MaxExamined"/> are looked through, and fewer if they are long.</summary>
    /// <param name="id">The sample.</param>
    /// <param name="user">The user; null stands for everybody.</param>
    /// <param name="cancellation">Ends the query.</param>
    async ValueTask<AccessRecord?> FindAsync(SampleId id, UserName? user, CancellationToken cancellation) =>
        (await FindManyAsync(id, [user], cancellation).ConfigureAwait(false))?[0];

    /// <summary>The same for several users, in their order, who are looked for in each of the ACLs at once.</summary>
    ValueTask<IReadOnlyList<AccessRecord>?> FindManyAsync(SampleId id, IReadOnlyList<UserName?> users, CancellationToken cancellation);

    /// <summary>
    /// The object versions that are or were linked to any version of a sample, each once, with the first of their links; those with the
    /// newest links first, among the newest <see cref="LinkedObjects.MaxExamined"/> links of the sample.
    /// </summary>
    ValueTask<IReadOnlyList<LinkedObject>> FindLinkedObjectsAsync(SampleId id, int max, CancellationToken cancellation);
}
