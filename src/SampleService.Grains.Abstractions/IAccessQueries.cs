using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Reads why users may do what they may with samples, in the process that answers; rights are not looked at.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> when the database fails.</remarks>
public interface IAccessQueries
{
    /// <summary>A sample and what is recorded of the rights of a user on it; null if there is no such sample.</summary>
    /// <param name="id">The sample.</param>
    /// <param name="user">The user; null stands for everybody.</param>
    /// <param name="cancellation">Ends the query.</param>
    ValueTask<AccessRecord?> FindAsync(SampleId id, UserName? user, CancellationToken cancellation);

    /// <summary>The same for several, in their order.</summary>
    ValueTask<IReadOnlyList<AccessRecord>?> FindManyAsync(SampleId id, IReadOnlyList<UserName?> users, CancellationToken cancellation);

    /// <summary>The object versions that are or were linked to a sample, those with the newest links first.</summary>
    ValueTask<IReadOnlyList<LinkedObject>> FindLinkedObjectsAsync(SampleId id, int max, CancellationToken cancellation);
}
