using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// Reads single versions: from the memory of this process where that is known to be right, else from the database or a grain. An answer
/// is never older than the call.
/// </summary>
public interface ISampleReader
{
    /// <summary>A version of a sample as callers see it (docs/api/samples.md).</summary>
    /// <param name="id">The sample.</param>
    /// <param name="version">The version; null for the newest.</param>
    /// <param name="requester">Who asks; needs read access.</param>
    /// <param name="cancellation">Ends the wait, and the query if nobody else waits for it.</param>
    /// <param name="callId">The id of the call; goes along where a grain is asked.</param>
    /// <exception cref="ServiceException">There is no such sample or version, it may not be read, or the database failed.</exception>
    ValueTask<JsonBytes> GetDocumentAsync(
        SampleId id, VersionNumber? version, Requester requester, CancellationToken cancellation, string? callId = null);

    /// <summary>The same without regard to rights, for callers that may see the sample for another reason; null if there is none.</summary>
    ValueTask<JsonBytes?> FindDocumentAsync(SampleVersionId id, CancellationToken cancellation, string? callId = null);
}
