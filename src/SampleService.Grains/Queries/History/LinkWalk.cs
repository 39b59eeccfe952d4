using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>Reads a page of links from one snapshot: in the order of an index, leaving out what was not asked for.</summary>
internal sealed class LinkWalk(IHistorySnapshot snapshot, LinkPageQuery query)
{
    /// <summary>So many links are looked at in one call.</summary>
    private const int MaxExamined = 10_000;

    private const int MaxBatch = 1000;

    private readonly Timestamp? _at = query.At is { } at && at.CompareTo(snapshot.Moment.Now) < 0 ? at : null;

    public async Task<LinkPage> ReadAsync(CancellationToken cancellation)
    {
        if (query.Target is SampleTarget target)
            await RequireAsync(target, cancellation);
        var (links, next, examined) = await ListAsync(cancellation);
        var moment = _at ?? snapshot.Moment.Now;
        return new LinkPage(links, next, examined, moment, snapshot.Moment.IsSettled(moment));
    }

    private async Task RequireAsync(SampleTarget target, CancellationToken cancellation)
    {
        var sample = await HistoryQueries.RequireReadableAsync(snapshot, query.Requester, target.Sample, cancellation);
        if (target.Version is not { } version)
            return;
        if (version.Value > sample.Versions)
            throw ServiceException.NoSuchVersion(target.Sample, version);
        if (target.Node is { } node && !await snapshot.HasNodeAsync(new(target.Sample, version.Value), node, cancellation))
            throw ServiceException.NoSuchNode(target.Sample, version, node);
    }

    private async Task<(List<DataLink> Links, byte[]? Next, int Examined)> ListAsync(CancellationToken cancellation)
    {
        var links = new List<DataLink>();
        // What was made after the moment was not active then.
        var to = _at is { } moment && moment.CompareTo(query.CreatedTo) < 0 ? moment : query.CreatedTo;
        if (query.Workspaces is { Count: 0 } || to.CompareTo(query.CreatedFrom) < 0)
            return (links, null, 0);
        var range = TimeRange.Whole(query.CreatedFrom, to, query.Descending);
        if (query.After is { } after)
            range = range with { After = WalkPosition.Read(after, 1)[0] };
        // One more than is shown is looked for: whether there is a next page tells nothing of links that are not shown.
        var shown = range.After;
        for (int examined = 0, size = Math.Min(query.Limit + 1, MaxBatch); ; size = MaxBatch)
        {
            var batch = Math.Min(size, MaxExamined + 1 - examined);
            var found = await snapshot.ListLinksAsync(SeriesOf(query.Target), range, batch, cancellation);
            foreach (var link in found)
            {
                var isFull = links.Count == query.Limit;
                if (examined == MaxExamined)
                    return (links, WalkPosition.Write([isFull ? shown : range.After]), examined);
                examined++;
                range = range with { After = new TimedId(link.Created, link.Id.Value) };
                if (!IsWanted(link))
                    continue;
                if (isFull)
                    return (links, WalkPosition.Write([shown]), examined);
                links.Add(_at is null ? link : link with { Expired = null, ExpiredBy = null });
                shown = range.After;
            }

            if (found.Count < batch)
                return (links, null, examined);
        }
    }

    private bool IsWanted(DataLink link) =>
        (query.Workspaces is null || query.Workspaces.Contains(link.Unit.Upa.Workspace))
        && (query.CreatedBy is not { } user || link.CreatedBy == user)
        && query.State switch
        {
            LinkState.Active => _at is { } moment ? link.IsActiveAt(moment) : link.Expired is null,
            LinkState.Ended => link.Expired is not null,
            _ => true,
        }
        && query.Target switch
        {
            SampleTarget target => (target.Version is not { } version || link.Sample.Version == version.Value)
                && (target.Node is not { } node || link.Node == node),
            UpaTarget target => link.Unit.Upa == target.Upa && (target.DataId is null || link.Unit.DataId == target.DataId),
            _ => true,
        };

    private static LinkSeries SeriesOf(LinkTarget target) => target switch
    {
        SampleTarget(var sample, _, _) => new SampleLinks(sample),
        UpaTarget(var upa, _) => new ObjectLinks(upa.Workspace, upa.Object),
        ObjectTarget(var workspace, var number) => new ObjectLinks(workspace, number),
        WorkspaceTarget(var workspace) => new WorkspaceLinks(workspace),
        _ => throw new NotSupportedException($"Links of {target} cannot be listed."),
    };
}
