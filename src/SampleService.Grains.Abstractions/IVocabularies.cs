using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>The vocabularies that the deployment ran with, in the process that answers.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IVocabularies
{
    /// <summary>Those that are kept, the newest first.</summary>
    ValueTask<IReadOnlyList<KeptVocabulary>> ListAsync(CancellationToken cancellation);

    /// <summary>The configuration as canonical JSON; null if there is no such vocabulary.</summary>
    ValueTask<byte[]?> FindConfigurationAsync(VocabularyId id, CancellationToken cancellation);

    /// <summary>With which vocabularies versions were validated; those of which it is not known are left out. Rights are not looked at.</summary>
    ValueTask<IReadOnlyDictionary<SampleVersionId, VocabularyId>> FindUsedAsync(
        IReadOnlyCollection<SampleVersionId> versions, CancellationToken cancellation);
}
