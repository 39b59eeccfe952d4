using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="IHistoryQueries"/>.</summary>
internal sealed class HistoryQueries(
    IHistoryStore store, ICallerGroups groups, SampleCache cache, DocumentWriter writer, AnswerLimits limits) : IHistoryQueries
{
    public async Task<StateAnswer> GetStateAsync(StateQuery query, CancellationToken cancellation)
    {
        query = query with { Requester = await groups.CompleteAsync(query.Requester, cancellation) };
        var answer = await store.ReadAsync(
            (snapshot, token) => new StateReader(snapshot, query, cache, writer).ReadAsync(token), cancellation);
        limits.Admit([.. answer.Samples.Select(static sample => sample.Sample).OfType<DocumentOrVersion>()]);
        return answer;
    }

    public async Task<HistoryPage> GetHistoryAsync(HistoryQuery query, CancellationToken cancellation)
    {
        query = query with { Requester = await groups.CompleteAsync(query.Requester, cancellation) };
        return await store.ReadAsync((snapshot, token) => HistoryWalk.ReadAsync(snapshot, query, token), cancellation);
    }

    public async Task<LinkPage> FindLinksAsync(LinkPageQuery query, CancellationToken cancellation)
    {
        query = query with { Requester = await groups.CompleteAsync(query.Requester, cancellation) };
        return await store.ReadAsync((snapshot, token) => new LinkWalk(snapshot, query).ReadAsync(token), cancellation);
    }

    /// <summary>The one sample that a call is about, if the requester may read it.</summary>
    internal static async Task<SampleMoment> RequireReadableAsync(
        IHistorySnapshot snapshot, Requester requester, SampleId id, CancellationToken cancellation)
    {
        if (await snapshot.FindSamplesAsync(requester, [id], null, cancellation) is not [var sample])
            throw ServiceException.NoSuchSample(id);
        AccessRules.Require(requester, AccessLevel.Read, id, sample.Level);
        return sample;
    }

    /// <summary>A relation as a requester sees it who may see it from one of its ends.</summary>
    internal static VisibleRelation Show(FoundRelation found, Requester requester)
    {
        var hides = !requester.IsAdministrator && found.OtherLevel < AccessLevel.Read;
        var isFrom = found.Relation.From.Sample == found.Sample;
        return new VisibleRelation(found.Relation, HidesFrom: hides && !isFrom, HidesTo: hides && isFrom);
    }
}
