using System.Text;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="IVocabularies"/>.</summary>
internal sealed class Vocabularies(IVocabularyStore store) : IVocabularies
{
    public ValueTask<IReadOnlyList<KeptVocabulary>> ListAsync(CancellationToken cancellation) => store.ListAsync(cancellation);

    public async ValueTask<byte[]?> FindConfigurationAsync(VocabularyId id, CancellationToken cancellation) =>
        await store.FindConfigurationAsync(id, cancellation) is { } text ? Encoding.ASCII.GetBytes(text) : null;

    public ValueTask<IReadOnlyDictionary<SampleVersionId, VocabularyId>> FindUsedAsync(
        IReadOnlyCollection<SampleVersionId> versions, CancellationToken cancellation) => store.FindUsedAsync(versions, cancellation);
}
