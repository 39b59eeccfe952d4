using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// Reads links from their indexes; links are not kept in memory. Listings are ordered by creation, then by id.
/// Who cancels a query is let go; in one process the query ends too. The key is 0.
/// </summary>
[Alias("sample-service.link-query")]
public interface ILinkQueryGrain : IGrainWithIntegerKey
{
    /// <summary>The link of an id, active or expired; null if there is none.</summary>
    [Alias("find")]
    Task<DataLink?> Find(LinkId id, CancellationToken cancellation);

    /// <summary>The links of an object version; without a moment those unexpired, else those active at it.</summary>
    [Alias("get-by-object")]
    Task<IReadOnlyList<DataLink>> GetByObject(Upa upa, Timestamp? at, CancellationToken cancellation);

    /// <summary>The links of sample versions that are known to exist or may be missing; nobody's rights are looked at.</summary>
    [Alias("get-by-samples")]
    Task<IReadOnlyList<DataLink>> GetBySamples(GetSampleLinks query, CancellationToken cancellation);

    /// <summary>
    /// The same for a requester who has to have read access to each of the samples that exist, and of which at least
    /// one has to exist (contract section 4.15, steps 10 and 11).
    /// </summary>
    /// <exception cref="ServiceException">None exists, or one may not be read.</exception>
    [Alias("get-by-readable-samples")]
    Task<IReadOnlyList<DataLink>> GetByReadableSamples(Requester requester, GetSampleLinks query, CancellationToken cancellation);

    /// <summary>Whether a link ever led from this object version to any version of the sample.</summary>
    [Alias("has-ever-linked")]
    Task<bool> HasEverLinked(Upa upa, SampleId sample, CancellationToken cancellation);
}
