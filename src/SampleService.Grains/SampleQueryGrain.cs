using SampleService.Contracts;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ISampleQueryGrain"/>: one question to the store, whatever the number of samples.</summary>
[StatelessWorker]
[Reentrant]
[GrainType(WireNames.SampleQueryGrain)]
internal sealed class SampleQueryGrain(ISampleStore store, AnswerLimits limits) : Grain, ISampleQueryGrain
{
    public async Task<IReadOnlyList<SampleVersion>> GetSamples(GetSamples query, CancellationToken cancellation)
    {
        var asked = query.Samples;
        var (distinct, places) = PlaceOnce(asked);
        var found = await store.FindVersionsAsync(query.Requester, distinct, cancellation);
        FoundVersion Found(int i) => found[places[i]];

        // Rights come before versions; whoever administers is told of what is missing in one go with the versions.
        if (!query.Requester.IsAdministrator)
            for (var i = 0; i < asked.Count; i++)
            {
                RequireSample(asked[i], Found(i));
                AccessRules.Require(query.Requester, AccessLevel.Read, asked[i].Sample, Found(i).Held);
            }

        var versions = new SampleVersion[asked.Count];
        for (var i = 0; i < versions.Length; i++)
        {
            RequireSample(asked[i], Found(i));
            versions[i] = Found(i).Version
                ?? throw ServiceException.NoSuchVersion(asked[i].Sample, asked[i].Version ?? new VersionNumber(Found(i).Head));
        }

        return limits.Admit(versions);
    }

    private static void RequireSample(SampleAddress address, FoundVersion found)
    {
        if (!found.HasSample)
            throw ServiceException.NoSuchSample(address.Sample);
    }

    /// <summary>What is asked for more than once is read once.</summary>
    /// <returns>The distinct ones, and where each that is asked for stands among them.</returns>
    private static (List<SampleAddress> Distinct, int[] Places) PlaceOnce(IReadOnlyList<SampleAddress> asked)
    {
        var distinct = new List<SampleAddress>(asked.Count);
        var known = new Dictionary<SampleAddress, int>(asked.Count);
        var places = new int[asked.Count];
        for (var i = 0; i < places.Length; i++)
        {
            if (known.TryAdd(asked[i], distinct.Count))
                distinct.Add(asked[i]);
            places[i] = known[asked[i]];
        }

        return (distinct, places);
    }
}
