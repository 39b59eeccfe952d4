using SampleService.Contracts;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ISampleQueryGrain"/>: two queries, whatever the number of samples.</summary>
[StatelessWorker]
[Reentrant]
[GrainType(WireNames.SampleQueryGrain)]
internal sealed class SampleQueryGrain(ISampleStore store, AnswerLimits limits) : Grain, ISampleQueryGrain
{
    public async Task<IReadOnlyList<SampleVersion>> GetSamples(GetSamples query, CancellationToken cancellation)
    {
        var headers = (await store.FindManyAsync(query.Samples.Select(s => s.Sample).ToArray(), cancellation))
            .ToDictionary(h => h.Id);
        if (!query.Requester.IsAdministrator)
            foreach (var address in query.Samples)
                AccessRules.Require(query.Requester, AccessLevel.Read, Header(address));

        var ids = query.Samples.Select(a => new SampleVersionId(a.Sample, a.Version?.Value ?? Head(a))).ToArray();
        var versions = (await store.FindVersionsAsync(ids, cancellation)).ToDictionary(v => v.Id);
        var found = new SampleVersion[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            var address = query.Samples[i];
            Header(address);
            found[i] = versions.GetValueOrDefault(ids[i])
                ?? throw ServiceException.NoSuchVersion(address.Sample, address.Version ?? new VersionNumber(ids[i].Version));
        }

        return limits.Admit(found);

        SampleHeader Header(SampleAddress address) =>
            headers.GetValueOrDefault(address.Sample) ?? throw ServiceException.NoSuchSample(address.Sample);

        // A missing sample is reported in its turn, below.
        int Head(SampleAddress address) => headers.TryGetValue(address.Sample, out var header) ? header.Head : 0;
    }
}
