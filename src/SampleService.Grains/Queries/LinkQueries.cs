using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ILinkQueries"/>.</summary>
internal sealed class LinkQueries(ISampleStore samples, ILinkStore links, ICallerGroups groups, AnswerLimits limits) : ILinkQueries
{
    public ValueTask<DataLink?> FindAsync(LinkId id, CancellationToken cancellation) => links.FindAsync(id, cancellation);

    public ValueTask<IReadOnlyList<DataLink>> FindManyAsync(IReadOnlyCollection<LinkId> ids, CancellationToken cancellation) =>
        links.FindManyAsync(ids, cancellation);

    public ValueTask<IReadOnlyList<DataLink>> GetByObjectAsync(Upa upa, Timestamp? at, CancellationToken cancellation) =>
        links.FindByObjectAsync(upa, at, cancellation);

    public async ValueTask<IReadOnlyList<DataLink>> GetBySamplesAsync(SampleLinksQuery query, CancellationToken cancellation) =>
        query.Workspaces is { Count: 0 }
            ? []
            : limits.Admit(await links.FindBySamplesAsync(query.Samples, query.At, query.Workspaces, cancellation));

    public async ValueTask<IReadOnlyList<DataLink>> GetByReadableSamplesAsync(
        Requester requester, SampleLinksQuery query, CancellationToken cancellation)
    {
        // No active link leads to what is withdrawn.
        if (requester.IsAdministrator && query.At is null)
            return await GetBySamplesAsync(query, cancellation);
        var headers = (await samples.FindManyAsync(query.Samples.Select(s => s.Sample).ToHashSet(), cancellation))
            .Where(static header => header.Withdrawal is null).ToDictionary(static header => header.Id);
        if (headers.Count == 0 && !requester.IsAdministrator)
            throw new ServiceException(ErrorKind.NoSuchSample, $"Could not complete search for samples: {Echo(query.Samples)}");
        foreach (var sample in query.Samples)
            if (headers.TryGetValue(sample.Sample, out var header))
            {
                requester = await groups.CompleteAsync(requester, AccessLevel.Read, header.Acls, cancellation);
                AccessRules.Require(requester, AccessLevel.Read, header);
            }

        // What is withdrawn counts as what does not exist.
        var present = query.Samples.Where(asked => headers.TryGetValue(asked.Sample, out var header) && !header.WithdrawnVersions.Contains(asked.Version));
        return await GetBySamplesAsync(query with { Samples = [.. present] }, cancellation);
    }

    public ValueTask<IReadOnlyDictionary<WorkspaceId, int>> CountByNodeAsync(
        SampleVersionId sample, NodeId node, CancellationToken cancellation) => links.CountByNodeAsync(sample, node, cancellation);

    public ValueTask<LinkedSample?> FindLinkedSampleAsync(Upa upa, SampleId sample, CancellationToken cancellation) =>
        links.FindLinkedSampleAsync(upa, sample, cancellation);

    /// <summary>The ids as messages echo them. So many that a message cannot have more are enough.</summary>
    private static string Echo(IEnumerable<SampleVersionId> asked) =>
        ContractText.Echo($"[{string.Join(", ", asked.Take(ContractText.MaxEchoLength).Select(one => $"'{one.Sample}'"))}]");
}
