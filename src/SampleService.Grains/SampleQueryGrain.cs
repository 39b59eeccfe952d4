using SampleService.Contracts;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// See <see cref="ISampleQueryGrain"/>: what is not in memory is one question to the store, whatever the number of samples.
/// Trees are in memory or not; who may see them, and which is the newest, is taken from memory only where this process has the
/// database for itself.
/// </summary>
[StatelessWorker]
[Reentrant]
[GrainType(WireNames.SampleQueryGrain)]
internal sealed class SampleQueryGrain(ISampleStore store, SampleMemory memory, AnswerLimits limits) : Grain, ISampleQueryGrain
{
    public async Task<IReadOnlyList<SampleVersion>> GetSamples(GetSamples query, CancellationToken cancellation)
    {
        var (distinct, places) = AskedSample.Distinct(query.Samples);
        await Find(distinct, query.Requester, cancellation);

        // Rights come before versions; whoever administers is told of what is missing in one go with the versions.
        if (!query.Requester.IsAdministrator)
            foreach (var place in places)
                AccessRules.Require(query.Requester, AccessLevel.Read, distinct[place].Sample, distinct[place].RequireSample().AccessLevel);

        var versions = new SampleVersion[places.Length];
        for (var i = 0; i < versions.Length; i++)
            versions[i] = distinct[places[i]].RequireVersion(memory, query.Requester);
        return limits.Admit(versions);
    }

    /// <summary>Finds what there is of each in memory, and of the others in the database.</summary>
    private async Task Find(AskedSample[] asked, Requester requester, CancellationToken cancellation)
    {
        var unknown = new List<int>();
        for (var i = 0; i < asked.Length; i++)
            if (!asked[i].Recall(memory, requester))
                unknown.Add(i);
        if (unknown.Count == 0)
            return;
        var questions = unknown.ConvertAll(i => asked[i].Question);
        var found = await store.FindVersionsAsync(requester, questions, cancellation);
        for (var i = 0; i < found.Count; i++)
            asked[unknown[i]].Found = found[i];
    }
}
