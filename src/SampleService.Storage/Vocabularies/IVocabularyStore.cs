using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>The vocabularies that processes of the deployment ran with. Nothing ever goes.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IVocabularyStore
{
    /// <summary>The most that are listed.</summary>
    const int MaxListed = 1000;

    /// <summary>
    /// Keeps a vocabulary that a process runs with. One that is there stays as it is, and since when; a label takes the place of the one it has.
    /// </summary>
    /// <param name="vocabulary">The vocabulary, as if it was new.</param>
    /// <param name="configuration">Its canonical JSON, in ASCII.</param>
    /// <param name="cancellation">Drops it while it waits.</param>
    ValueTask KeepAsync(KeptVocabulary vocabulary, string configuration, CancellationToken cancellation);

    /// <summary>Those that are kept, the newest first; the newest <see cref="MaxListed"/> if there are more.</summary>
    ValueTask<IReadOnlyList<KeptVocabulary>> ListAsync(CancellationToken cancellation);

    /// <summary>The canonical JSON of a vocabulary; null if it is not kept.</summary>
    ValueTask<string?> FindConfigurationAsync(VocabularyId id, CancellationToken cancellation);

    /// <summary>With which vocabularies versions were validated. Those of which it is not known, and those that do not exist, are left out.</summary>
    ValueTask<IReadOnlyDictionary<SampleVersionId, VocabularyId>> FindUsedAsync(
        IReadOnlyCollection<SampleVersionId> versions, CancellationToken cancellation);
}
