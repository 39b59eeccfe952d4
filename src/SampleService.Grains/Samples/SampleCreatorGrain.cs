using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// See <see cref="ISampleCreatorGrain"/>. A create invalidates nothing in the cache, since nothing was read of the sample before; and
/// one of unknown outcome leaves no doubt about other samples.
/// </summary>
[StatelessWorker(1)]
[Reentrant]
[GrainType("sample-creator")]
internal sealed class SampleCreatorGrain(ISampleStore store) : ServiceGrain, ISampleCreatorGrain
{
    public async Task Create(CreateSample command) => await store.CreateAsync(
        new NewSample(command.Sample, command.Owner, command.Content, command.WriteId), CancellationToken.None);
}
