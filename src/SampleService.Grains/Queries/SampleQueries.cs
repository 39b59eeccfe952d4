using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// See <see cref="ISampleQueries"/>. Texts come from the cache wherever they are; who may see them, and which is the newest, only where
/// this process has the database for itself.
/// </summary>
internal sealed class SampleQueries(
    ISampleStore store, ICallerGroups groups, SampleCache cache, DocumentWriter writer, AnswerLimits limits) : ISampleQueries
{
    public async Task<DocumentOrVersion[]> GetSamplesAsync(
        Requester requester, IReadOnlyList<SampleAddress> samples, CancellationToken cancellation)
    {
        var (distinct, positions) = SampleLookup.Distinct(samples);
        await FindAsync(distinct, requester, cancellation);
        if (!requester.IsAdministrator && distinct.Where(static sample => sample.Found is { HasSample: true, AccessLevel: AccessLevel.None }).ToArray() is { Length: > 0 } closed)
        {
            // What is not open to the requester may be to a group of theirs.
            requester = await groups.CompleteAsync(requester, cancellation);
            if (requester.Groups is { Count: > 0 })
                await ReadAsync(closed, requester, cancellation);
        }

        // Rights come before versions; an administrator is told of what is missing in one go with the versions.
        if (!requester.IsAdministrator)
            foreach (var position in positions)
                AccessRules.Require(requester, AccessLevel.Read, distinct[position].Sample, distinct[position].RequireSample().AccessLevel);

        var answer = new DocumentOrVersion[positions.Length];
        for (var i = 0; i < answer.Length; i++)
            answer[i] = distinct[positions[i]].RequireVersion(cache, writer, requester);
        return limits.Admit(answer);
    }

    public async ValueTask<SampleHeader?> FindWithdrawnAsync(Requester requester, SampleId id, AccessLevel level, CancellationToken cancellation)
    {
        if (await store.FindManyAsync([id], cancellation) is not [{ Withdrawal: not null } sample])
            return null;
        AccessRules.Require(await groups.CompleteAsync(requester, level, sample.Acls, cancellation), level, sample);
        return sample;
    }

    /// <summary>Looks each sample up in the cache, and the others in the database.</summary>
    private async Task FindAsync(SampleLookup[] lookups, Requester requester, CancellationToken cancellation)
    {
        SampleLookup[] missing = [.. lookups.Where(lookup => !lookup.TryFromCache(cache, requester))];
        if (missing.Length > 0)
            await ReadAsync(missing, requester, cancellation);
    }

    private async Task ReadAsync(SampleLookup[] lookups, Requester requester, CancellationToken cancellation)
    {
        var found = await store.FindVersionsAsync(requester, Array.ConvertAll(lookups, static lookup => lookup.Query), cancellation);
        for (var i = 0; i < found.Count; i++)
            lookups[i].Found = found[i];
    }
}
