using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// Stores new samples. A new sample has no rivals, since its id was just drawn, so it needs no activation of its own. The key is 0.
/// </summary>
[Alias("sample-service.sample-creator")]
public interface ISampleCreatorGrain : IGrainWithIntegerKey
{
    /// <summary>Stores a sample with its first version.</summary>
    /// <exception cref="ServiceException">The database failed; the outcome is unknown.</exception>
    [Write]
    [Alias("create")]
    Task Create(CreateSample command);
}
