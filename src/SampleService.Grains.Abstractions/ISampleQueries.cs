using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>A version as callers see it (docs/api/samples.md): its document, or what that is made of.</summary>
/// <param name="Document">The document, where it is in memory; else null.</param>
/// <param name="Version">What was read from the database; else null.</param>
public readonly record struct DocumentOrVersion(JsonBytes? Document, SampleVersion? Version);

/// <summary>
/// Reads many samples at once, in the process that answers: a query for all that is not in memory, never a grain call an element,
/// and no message between processes.
/// </summary>
public interface ISampleQueries
{
    /// <summary>The versions asked for, in the order asked; the first that cannot be had fails the call.</summary>
    /// <param name="requester">Who asks; needs read access to all.</param>
    /// <param name="samples">What is asked for.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="ServiceException">As reading each by itself would.</exception>
    Task<DocumentOrVersion[]> GetSamplesAsync(
        Requester requester, IReadOnlyList<SampleAddress> samples, CancellationToken cancellation);

    /// <summary>A withdrawn sample, for a requester who has the level by its ACLs; null if there is no sample of this id, or it is not withdrawn.</summary>
    /// <exception cref="ServiceException">The requester has not.</exception>
    ValueTask<SampleHeader?> FindWithdrawnAsync(Requester requester, SampleId id, AccessLevel level, CancellationToken cancellation);
}
