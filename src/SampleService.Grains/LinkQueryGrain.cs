using SampleService.Grains.Abstractions;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ILinkQueryGrain"/>.</summary>
[StatelessWorker]
[Reentrant]
[GrainType("link-query")]
internal sealed class LinkQueryGrain(ISampleStore samples, ILinkStore links, AnswerLimits limits) : Grain, ILinkQueryGrain
{
    public async Task<DataLink?> Find(LinkId id, CancellationToken cancellation) => await links.FindAsync(id, cancellation);

    public async Task<IReadOnlyList<DataLink>> GetByObject(Upa upa, Timestamp? at, CancellationToken cancellation) =>
        await links.FindByObjectAsync(upa, at, cancellation);

    public async Task<IReadOnlyList<DataLink>> GetBySamples(GetSampleLinks query, CancellationToken cancellation) =>
        query.Workspaces is { Count: 0 }
            ? []
            : limits.Admit(await links.FindBySamplesAsync(query.Samples, query.At, query.Workspaces, cancellation));

    public async Task<IReadOnlyList<DataLink>> GetByReadableSamples(
        Requester requester, GetSampleLinks query, CancellationToken cancellation)
    {
        var headers = (await samples.FindManyAsync(query.Samples.Select(s => s.Sample).ToHashSet(), cancellation))
            .ToDictionary(h => h.Id);
        if (headers.Count == 0)
            throw new ServiceException(
                ErrorKind.NoSuchSample,
                $"Could not complete search for samples: [{string.Join(", ", query.Samples.Select(s => $"'{s.Sample}'"))}]");
        foreach (var sample in query.Samples)
            if (headers.TryGetValue(sample.Sample, out var header))
                AccessRules.Require(requester, AccessLevel.Read, header);
        return await GetBySamples(query, cancellation);
    }

    public async Task<bool> HasEverLinked(Upa upa, SampleId sample, CancellationToken cancellation) =>
        await links.HasEverLinkedAsync(upa, sample, cancellation);
}
