using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Validation;

namespace SampleService.Api;

/// <summary>
/// The validators of vocabularies: of the one that the process runs with, and of others that the deployment ran with, which are built when they
/// are asked for.
/// </summary>
internal sealed class VocabularyValidators(MetadataValidators current, ValidatorCatalogue catalogue, AcceptedVocabularies accepted, IVocabularies kept)
{
    /// <summary>Others that are in memory; the one that was built first makes room.</summary>
    private const int MaxBuilt = 8;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<VocabularyId, Task<MetadataValidators?>> _built = [];

    /// <summary>The vocabulary that the process runs with.</summary>
    public MetadataValidators Current => current;

    /// <summary>Whether callers may name a vocabulary for what they save.</summary>
    public bool IsAccepted(VocabularyId id) => id == current.Vocabulary || accepted.Others.Contains(id);

    /// <summary>The validators of a vocabulary; null if the deployment never ran with it.</summary>
    /// <exception cref="ServiceException">They cannot be built here, or the database failed.</exception>
    public async ValueTask<MetadataValidators?> FindAsync(VocabularyId id, CancellationToken cancellation)
    {
        if (id == current.Vocabulary)
            return current;
        var building = Enter(id);
        try
        {
            if (await building.WaitAsync(cancellation) is { } found)
                return found;
        }
        catch when (building.IsFaulted)
        {
            // A term that an ontology lacks today may be there tomorrow.
            Leave(id, building);
            throw;
        }

        // Another process may run with it any time.
        Leave(id, building);
        return null;
    }

    /// <summary>Those who ask at the same time wait for the same; it goes on for the others when one of them gives up.</summary>
    private Task<MetadataValidators?> Enter(VocabularyId id)
    {
        lock (_lock)
        {
            if (_built.TryGetValue(id, out var building))
                return building;
            if (_built.Count == MaxBuilt)
                _built.RemoveAt(0);
            building = Task.Run(() => BuildAsync(id));
            _built.Add(id, building);
            return building;
        }
    }

    private void Leave(VocabularyId id, Task<MetadataValidators?> building)
    {
        lock (_lock)
            if (_built.TryGetValue(id, out var present) && present == building)
                _built.Remove(id);
    }

    private async Task<MetadataValidators?> BuildAsync(VocabularyId id)
    {
        if (await kept.FindConfigurationAsync(id, CancellationToken.None) is not { } configuration)
            return null;
        var report = await ValidatorConfiguration.RestoreAsync(configuration, catalogue, CancellationToken.None);
        return report.Validators
            ?? throw new ServiceException(ErrorKind.ValidatorUnavailable, $"Vocabulary {id} cannot be used here: {report.Faults[0].Line}");
    }
}
